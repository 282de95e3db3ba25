// What the declarations of a package refer to.
import ts from "typescript";

const aliased = (checker, symbol) =>
  symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The statement that declares a symbol at the top level of a file. */
const statementOf = (declaration) => {
  let node = declaration;
  while (node && !ts.isSourceFile(node.parent)) node = node.parent;
  return node;
};

/** The statements of a symbol in some files, each once. */
export const statementsOf = (symbol, isOwn) => [
  ...new Set(
    (symbol?.declarations ?? [])
      .filter((declaration) => !ts.isSourceFile(declaration) && isOwn(declaration.getSourceFile().fileName))
      .map(statementOf)
      .filter(Boolean),
  ),
];

/** The symbols that a statement refers to. */
const referencesIn = (checker, statement) => {
  const found = [];
  const walk = (node) => {
    if (ts.isIdentifier(node)) found.push(aliased(checker, checker.getSymbolAtLocation(node)));
    ts.forEachChild(node, walk);
  };
  walk(statement);
  return found.filter(Boolean);
};

/** All statements that some symbols lead to, with those symbols. */
export const reach = (checker, symbols, isOwn) => {
  const reached = new Set(symbols);
  for (const symbol of reached) {
    for (const statement of statementsOf(symbol, isOwn)) {
      for (const one of referencesIn(checker, statement)) if (statementsOf(one, isOwn).length > 0) reached.add(one);
    }
  }
  return reached;
};

/** The symbols that an entry exports, by name. */
export const exportsOf = (checker, file) => {
  const module = checker.getSymbolAtLocation(file);
  return (module ? checker.getExportsOfModule(module) : []).map((symbol) => [symbol.name, aliased(checker, symbol)]);
};
