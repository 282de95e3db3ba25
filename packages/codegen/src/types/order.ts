import { inside, type TypeDeclaration, type TypeTree } from "./type-tree.ts";

/** The names of the declared types that a type refers to, in order. */
const referencesIn = (type: TypeTree): readonly string[] =>
  type.kind === "reference" ? [type.name] : inside(type).flatMap(referencesIn);

/** The names of the declared types that a declaration refers to, in order. */
export const referencesOf = ({ type, bases }: TypeDeclaration): readonly string[] => [...referencesIn(type), ...bases];

/** Declarations in reading order: aliases before interfaces, each before what it refers to. */
export const inReadingOrder = (declarations: readonly TypeDeclaration[]): readonly TypeDeclaration[] => {
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const reached = new Set<TypeDeclaration>();
  const waiting = declarations.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const below = referencesOf(next).flatMap((name) => byName.get(name) ?? []);
    waiting.push(...below.toReversed());
  }
  const isInterface = ({ type }: TypeDeclaration): boolean => type.kind === "object";
  return [...[...reached].filter((one) => !isInterface(one)), ...[...reached].filter(isInterface)];
};
