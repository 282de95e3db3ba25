const flat = (text: string): string => text.replaceAll(/^\s+/gm, "");
const allman = (text: string): string => text.replaceAll(/^(\s*)("[^"\n]*"): ([{[])$/gm, "$1$2:\n$1$3");

/** Ways to format a value. */
export const prints: Readonly<Record<string, (value: unknown) => string>> = {
  compact: (value) => JSON.stringify(value),
  indented: (value) => JSON.stringify(value, undefined, 2),
  tabbed: (value) => JSON.stringify(value, undefined, "\t"),
  "not indented": (value) => flat(JSON.stringify(value, undefined, 1)),
  "with braces on lines of their own": (value) => allman(JSON.stringify(value, undefined, 2)),
  "with braces on lines of their own, not indented": (value) => flat(allman(JSON.stringify(value, undefined, 1))),
};

const indent = (text: string): string => text.replaceAll("\n", "\n  ");

/** Ways to join texts. */
export const framings: Readonly<Record<string, (texts: readonly string[]) => string>> = {
  lines: (texts) => texts.map((text) => `${text}\n`).join(""),
  "lines with carriage returns": (texts) => texts.map((text) => `${text}\r\n`).join(""),
  "blank lines as separators": (texts) => `${texts.join("\n\n \n")}\n`,
  "without separators": (texts) => `${texts.join("")}\n`,
  "with blanks as separators": (texts) => texts.join(" "),
  "with commas as separators": (texts) => `${texts.join(", ")}\n`,
  "a list": (texts) => `[${texts.join(",")}]`,
  "a list with a final line break": (texts) => `[${texts.join(", ")}]\n`,
  "a list with one item per line": (texts) => `[\n${texts.join(",\n")}\n]\n`,
  "an indented list": (texts) => `[\n  ${texts.map(indent).join(",\n  ")}\n]\n`,
  "a list of lists": (texts) => `[${texts.map((text) => `[${text}]`).join(",")}]\n`,
  "one list per item": (texts) => texts.map((text) => `[${text}]\n`).join(""),
  "a text sequence": (texts) => texts.map((text) => `\u{1e}${text}\n`).join(""),
  "with byte order marks": (texts) => texts.map((text) => `\u{feff}${text}\n`).join(""),
  "concatenated files": (texts) => texts.map((text) => `\u{feff}${text}`).join(""),
};
