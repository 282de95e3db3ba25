import { expect, it } from "vitest";
import { formatCode } from "./format-code.ts";

const nested = (extension: string) => {
  const text = `export const deep = ${"[".repeat(20_000)}${"]".repeat(20_000)};\n`;
  return [`deep.${extension}`, text] as const;
};

it.each(["ts", "js", "cjs", "d.ts"])(
  "leaves code that is nested too deep as it is, and names it: .%s",
  async (extension) => {
    const [path, text] = nested(extension);
    const { files, notes } = await formatCode(new Map([[path, text]]));
    expect(files.get(path)).toBe(text);
    expect(notes).toEqual([`${path} isn't laid out, since it is nested too deep`]);
  },
);

it("lays code out, and leaves other files alone", async () => {
  const made = new Map([
    ["a.ts", "export const a={b:[1,2]}"],
    ["b.schema.json", '{"a":1}'],
  ]);
  const { files, notes } = await formatCode(made);
  expect([...files.values()]).toEqual(["export const a = { b: [1, 2] };\n", '{"a":1}']);
  expect(notes).toEqual([]);
});
