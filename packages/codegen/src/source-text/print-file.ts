import { textLiteral } from "./literals.ts";
import { identifier, joined, js, type Language, type Source } from "./source.ts";

/** An import of some types from a module. */
export const importTypes = (names: readonly string[], from: string): Source => {
  const lines = names.toSorted().map((name) => js`  ${identifier(name)},\n`);
  return js`import type {\n${joined(lines, "")}} from ${textLiteral(from)};`;
};

/** An import of all types of a module under one name, so that they don't conflict with names in the code. */
export const importTypesAs = (name: string, from: string): Source =>
  js`import type * as ${identifier(name)} from ${textLiteral(from)};`;

/** The same for a CommonJS declaration, which may take types from an ES module only by saying so. */
export const importTypesFromEsm = (name: string, from: string): Source =>
  js`import type * as ${identifier(name)} from ${textLiteral(from)} with { "resolution-mode": "import" };`;

/** The text of a file: blocks of code with an empty line between them. */
export const printFile = (blocks: readonly Source[], language: Language = "typescript"): string => {
  const texts = blocks.map((block) => block.in(language)).filter((text) => text !== "");
  return `${texts.join("\n\n")}\n`;
};
