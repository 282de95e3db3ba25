import { textLiteral } from "./literals.ts";
import { identifier, joined, js, type Source } from "./source.ts";

/** An import of some types from a module. */
export const importTypes = (names: readonly string[], from: string): Source => {
  const lines = names.toSorted().map((name) => js`  ${identifier(name)},\n`);
  return js`import type {\n${joined(lines, "")}} from ${textLiteral(from)};`;
};

/** The text of a file: blocks of code with a line between them. */
export const printFile = (blocks: readonly Source[]): string =>
  `${
    joined(
      blocks.filter(({ text }) => text !== ""),
      "\n\n",
    ).text
  }\n`;
