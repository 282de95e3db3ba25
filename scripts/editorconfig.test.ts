import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveConfig } from "prettier";
import { expect, it } from "vitest";

const repository = join(import.meta.dirname, "..");

/** The settings of the section for all files. */
const settings = (): ReadonlyMap<string, string> => {
  const text = readFileSync(join(repository, ".editorconfig"), "utf8");
  const [, section = ""] = /^\[\*\]\n([^[]*)/m.exec(text) ?? [];
  return new Map([...section.matchAll(/^(\w+) = (.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
};

it(".editorconfig agrees with prettier's configuration", async () => {
  const prettier = await resolveConfig(join(repository, "README.md"), { editorconfig: false });
  const defaults = { printWidth: 80, tabWidth: 2, useTabs: false, endOfLine: "lf" };
  const { printWidth, tabWidth, useTabs, endOfLine } = { ...defaults, ...prettier };
  expect(Object.fromEntries(settings())).toMatchObject({
    max_line_length: String(printWidth),
    indent_size: String(tabWidth),
    indent_style: useTabs ? "tab" : "space",
    end_of_line: endOfLine,
  });
});
