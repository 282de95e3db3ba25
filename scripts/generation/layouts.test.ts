import { format as layOut } from "prettier";
import { describe, expect, it } from "vitest";
import { format } from "./layouts.mjs";

const text = `const lists = { first: [1, 2, 3], second: [${"4, ".repeat(20)}] }`;

describe("a kept layout", () => {
  it.each([
    { filepath: "a/one.ts", printWidth: 80 },
    { filepath: "a/one.ts", printWidth: 120 },
    { filepath: "a/one.mjs", printWidth: 80, semi: false },
  ])("is what Prettier makes of the text under the same options, each time: %j", async (options) => {
    const expected = await layOut(text, options);
    for (let time = 0; time < 2; time += 1) expect(await format(text, options)).toBe(expected);
    expect(await format(`${text}; `, options)).toBe(await layOut(`${text}; `, options));
  });

  it("differs where another name of the file chooses another language", async () => {
    const json = '{ "b": [1] , "a":2}';
    for (const filepath of ["thing.json", "package.json", "thing.md"])
      expect(await format(json, { filepath })).toBe(await layOut(json, { filepath }));
  });

  it("isn't kept of a text that can't be laid out", async () => {
    for (let time = 0; time < 2; time += 1) await expect(format("const = 1", { filepath: "a.ts" })).rejects.toThrow();
  });
});
