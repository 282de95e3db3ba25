import ts from "typescript";
import { exportsOf, reach } from "./references.mjs";

const isType = (declaration) =>
  ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration) || ts.isClassDeclaration(declaration);

/** Whether it is a type with a name that other files can import: a compiler writes out one that is local to its file. */
const isNamed = (declaration) =>
  isType(declaration) && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;

/**
 * Returns the names of the types that exports of a package refer to, and that no entry of it exports. A library whose own
 * exports use such a type can't be compiled with declarations: TypeScript can't name the type (TS2742, TS2883).
 *
 * @param isOwn whether a file belongs to the package
 */
export const findHidden = (program, entries, isOwn) => {
  const checker = program.getTypeChecker();
  const exported = new Set(
    entries.flatMap((entry) => exportsOf(checker, program.getSourceFile(entry)).map(([, symbol]) => symbol)),
  );
  return [...reach(checker, exported, isOwn)]
    .filter((symbol) => !exported.has(symbol) && (symbol.declarations ?? []).some(isNamed))
    .map(({ name }) => name)
    .toSorted((one, other) => (one < other ? -1 : 1));
};
