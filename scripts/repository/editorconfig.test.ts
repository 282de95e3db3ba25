import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const repository = join(import.meta.dirname, "../..");

/** The settings of the section for all files. */
const settings = (): ReadonlyMap<string, string> => {
  const text = readFileSync(join(repository, ".editorconfig"), "utf8");
  const [, section = ""] = /^\[\*\]\n([^[]*)/m.exec(text) ?? [];
  return new Map([...section.matchAll(/^(\w+) = (.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
};

it(".editorconfig agrees with the formatter's configuration", () => {
  const defaults = { printWidth: 100, tabWidth: 2, useTabs: false, endOfLine: "lf" };
  const configured: object = JSON.parse(readFileSync(join(repository, ".oxfmtrc.json"), "utf8"));
  const { printWidth, tabWidth, useTabs, endOfLine } = { ...defaults, ...configured };
  expect(Object.fromEntries(settings())).toMatchObject({
    max_line_length: String(printWidth),
    indent_size: String(tabWidth),
    indent_style: useTabs ? "tab" : "space",
    end_of_line: endOfLine,
  });
});
