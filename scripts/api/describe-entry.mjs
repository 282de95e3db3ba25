import ts from "typescript";
import { exportsOf, reach, statementsOf } from "./references.mjs";

/** Keeps blocks of a report apart and in the order of names, which no build changes. */
const byName = ([one], [other]) => (one < other ? -1 : 1);

const printer = ts.createPrinter({ removeComments: true });

/** The modifiers of a declaration that depend on how its file was built. */
const modifiers = /^(?:export )?(?:default )?(?:declare )?(?=(?:abstract |async )?(?:class|const|enum|function|interface|let|namespace|type)\b)/;

/** A declaration without comments, whose words aren't part of the contract. */
const textOf = (statement, prefix) =>
  printer.printNode(ts.EmitHint.Unspecified, statement, statement.getSourceFile()).replace(modifiers, prefix);

/** Where a symbol of another package comes from. */
const packageOf = (symbol) => {
  const [declaration] = symbol.declarations ?? [];
  const path = declaration?.getSourceFile().fileName ?? "";
  const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path) ?? [];
  const [, own] = /\/packages\/([^/]+)\//.exec(path) ?? [];
  return name ?? (own && `@email-events/${own}`) ?? "elsewhere";
};

/**
 * Returns what an entry exports, and what that refers to, as one text: each declaration once, in the order of names.
 *
 * @param isOwn whether a file belongs to the package
 * @param isNamesOnly whether the names of exports are all that is printed
 */
export const describeEntry = (program, entry, { isOwn, isNamesOnly }) => {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  if (!file) throw new Error(`${entry} is missing; build first`);
  const exported = exportsOf(checker, file);
  if (isNamesOnly) return exported.map(([name]) => `export { ${name} };`).toSorted().join("\n");
  const own = exported.filter(([, symbol]) => statementsOf(symbol, isOwn).length > 0);
  const foreign = exported.filter(([, symbol]) => statementsOf(symbol, isOwn).length === 0);
  const names = new Set(own.map(([, symbol]) => symbol));
  const inside = [...reach(checker, names, isOwn)].filter((symbol) => !names.has(symbol));
  const written = new Set();
  const block = (symbol, prefix) =>
    statementsOf(symbol, isOwn)
      .filter((statement) => !written.has(statement) && written.add(statement))
      .map((statement) => textOf(statement, prefix));
  const renamed = own.filter(([name, symbol]) => name !== symbol.name).map(([name, symbol]) => `export { ${symbol.name} as ${name} };`);
  return [
    ...foreign.toSorted(byName).map(([name, symbol]) => `export { ${name} } from "${packageOf(symbol)}";`),
    ...renamed.toSorted(),
    ...own.toSorted(byName).flatMap(([, symbol]) => block(symbol, "export ")),
    ...inside.map((symbol) => [symbol.name, symbol]).toSorted(byName).flatMap(([, symbol]) => block(symbol, "")),
  ].join("\n\n");
};
