const flat = (text: string): string => text.replaceAll(/^\s+/gm, "");
const allman = (text: string): string => text.replaceAll(/^(\s*)("[^"\n]*"): ([{[])$/gm, "$1$2:\n$1$3");

/** The ways to print a value. */
export const prints: Readonly<Record<string, (value: unknown) => string>> = {
  compact: (value) => JSON.stringify(value),
  indented: (value) => JSON.stringify(value, undefined, 2),
  tabbed: (value) => JSON.stringify(value, undefined, "\t"),
  "not indented": (value) => flat(JSON.stringify(value, undefined, 1)),
  "with braces on lines of their own": (value) => allman(JSON.stringify(value, undefined, 2)),
  "with braces on lines of their own, not indented": (value) => flat(allman(JSON.stringify(value, undefined, 1))),
};

const indent = (text: string): string => text.replaceAll("\n", "\n  ");

/** The ways to put texts together. */
export const framings: Readonly<Record<string, (texts: readonly string[]) => string>> = {
  lines: (texts) => texts.map((text) => `${text}\n`).join(""),
  "lines with carriage returns": (texts) => texts.map((text) => `${text}\r\n`).join(""),
  "blank lines between": (texts) => `${texts.join("\n\n \n")}\n`,
  "glued to one another": (texts) => `${texts.join("")}\n`,
  "with blanks between": (texts) => texts.join(" "),
  "with commas between": (texts) => `${texts.join(", ")}\n`,
  "a list": (texts) => `[${texts.join(",")}]`,
  "a list with a line's end": (texts) => `[${texts.join(", ")}]\n`,
  "a list with an element a line": (texts) => `[\n${texts.join(",\n")}\n]\n`,
  "an indented list": (texts) => `[\n  ${texts.map(indent).join(",\n  ")}\n]\n`,
  "a list of lists": (texts) => `[${texts.map((text) => `[${text}]`).join(",")}]\n`,
  "a list each": (texts) => texts.map((text) => `[${text}]\n`).join(""),
  "a text sequence": (texts) => texts.map((text) => `\u{1e}${text}\n`).join(""),
  "with byte order marks": (texts) => texts.map((text) => `\u{feff}${text}\n`).join(""),
  "files glued together": (texts) => texts.map((text) => `\u{feff}${text}`).join(""),
};
