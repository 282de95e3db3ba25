import { printDeclared } from "./print-type.ts";
import type { TypeDeclaration } from "./type-tree.ts";

/** Names that json-schema-to-typescript leaves as they are: of letters from A to Z and digits. */
const isPlain = (name: string): boolean => /^[A-Z][A-Za-z0-9]*$/.test(name);

/** A word that a text doesn't hold. */
const wordOutside = (text: string): string => {
  let word = "StandIn";
  while (text.includes(word)) word += "X";
  return word;
};

/**
 * Has a declaration written with names that json-schema-to-typescript would change (of other scripts, with an underscore):
 * it sees stand-ins that occur nowhere else in the declaration, which are replaced in what it writes.
 */
export const withPlainNames = async (
  declaration: TypeDeclaration,
  write: (plain: TypeDeclaration) => Promise<string>,
): Promise<string> => {
  const names = [declaration.name, ...declaration.bases].filter((name) => !isPlain(name));
  if (names.length === 0) return write(declaration);
  const word = wordOutside(`${printDeclared(declaration).text} ${declaration.doc ?? ""}`);
  const standIns = new Map(names.map((name, index) => [name, `${word}${index}Z`] as const));
  const plain = (name: string): string => standIns.get(name) ?? name;
  const written = await write({
    ...declaration,
    name: plain(declaration.name),
    bases: declaration.bases.map(plain),
  });
  return [...standIns].reduce((text, [name, standIn]) => text.replaceAll(standIn, () => name), written);
};
