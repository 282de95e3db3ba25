import ts from "typescript";
import { exportsOf } from "./references.mjs";

/**
 * Returns the names of an entry's exports that have no sentence to show in an editor.
 *
 * @param isOwn whether a file belongs to the package
 */
export const findUndocumented = (program, entry, isOwn) => {
  const checker = program.getTypeChecker();
  return exportsOf(checker, program.getSourceFile(entry))
    .filter(([, { declarations = [] }]) => declarations.some((one) => isOwn(one.getSourceFile().fileName)))
    .filter(([, symbol]) => ts.displayPartsToString(symbol.getDocumentationComment(checker)) === "")
    .map(([name]) => name);
};
