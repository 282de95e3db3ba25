import { js, type Source } from "../source-text/source.ts";
import { printType } from "./print-type.ts";
import type { TypeTree } from "./type-tree.ts";

export const plain = (source: Source): TypeTree => ({ kind: "plain", source });

export const unknownType: TypeTree = plain(js`unknown`);

export const neverType: TypeTree = plain(js`never`);

const isUnknown = (type: TypeTree): boolean => type.kind === "plain" && type.source.text === "unknown";

/** The members of a combination, with those of the same kind inside of it, each once. */
const membersOf = (kind: "union" | "intersection", types: readonly TypeTree[]): readonly TypeTree[] => {
  const flat = types.flatMap((type) => (type.kind === kind ? type.members : [type]));
  return [...new Map(flat.toReversed().map((type) => [printType(type).text, type])).values()].toReversed();
};

/** A type that some types together are. */
export const unionOf = (types: readonly TypeTree[]): TypeTree => {
  if (types.some(isUnknown)) return unknownType;
  const members = membersOf("union", types);
  if (members.length === 0) return neverType;
  return members.length === 1 ? members[0]! : { kind: "union", members };
};

/** A type that is all of some types at once. */
export const intersectionOf = (types: readonly TypeTree[]): TypeTree => {
  const members = membersOf(
    "intersection",
    types.filter((type) => !isUnknown(type)),
  );
  if (members.length === 0) return unknownType;
  return members.length === 1 ? members[0]! : { kind: "intersection", members };
};
