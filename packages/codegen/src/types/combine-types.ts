import { allKinds, inAll, isWithin, type Kind, kindOfValue } from "./json-kinds.ts";
import { printType } from "./print-type.ts";
import { sizeOf, type TypeTree } from "./type-tree.ts";

export const unknownType: TypeTree = { kind: "unknown" };

export const neverType: TypeTree = { kind: "never" };

/** The kinds of JSON values that a type may have. */
const kindsIn = (type: TypeTree): ReadonlySet<Kind> => {
  switch (type.kind) {
    case "unknown":
      return allKinds;
    case "never":
      return new Set();
    case "object":
      return new Set(["object"]);
    case "array":
    case "tuple":
      return new Set(["array"]);
    case "scalar":
      return new Set(type.type === "undefined" ? [] : [type.type]);
    case "literal":
      return new Set([kindOfValue(type.value)]);
    case "union":
      return new Set(type.members.flatMap((member) => [...kindsIn(member)]));
    case "intersection":
      return inAll(type.members.map(kindsIn));
    case "reference":
      return type.kinds;
    default:
      return type satisfies never;
  }
};

const membersOf = (kind: "union" | "intersection", type: TypeTree): readonly TypeTree[] =>
  type.kind === kind ? type.members : [type];

/** What equal types have in common, known without printing them. */
const sketchOf = (type: TypeTree): string => `${type.kind} ${sizeOf(type)}`;

/** Types without duplicates. Only those are printed that could be equal: a deep type takes long to print. */
const eachOnce = (types: readonly TypeTree[]): readonly TypeTree[] => {
  if (types.length < 2) return types;
  const sketches = types.map(sketchOf);
  const found = new Set<string>();
  const shared = new Set(sketches.filter((sketch) => found.size === found.add(sketch).size));
  const texts = new Set<string>();
  return types.filter((type, index) => {
    if (!shared.has(sketches[index] ?? "")) return true;
    const before = texts.size;
    return texts.add(printType(type).text).size > before;
  });
};

const isLiteral = (type: TypeTree): boolean => type.kind === "literal";

/** Whether a literal is one of a scalar type. */
const isOf = (literal: TypeTree, scalar: TypeTree): boolean =>
  literal.kind === "literal" && scalar.kind === "scalar" && scalar.type === typeof literal.value;

const boolean: TypeTree = { kind: "scalar", type: "boolean" };

/** Replaces `true | false` by `boolean`. */
const withBoolean = (types: readonly TypeTree[]): readonly TypeTree[] => {
  const isBoolean = (type: TypeTree): boolean => type.kind === "literal" && typeof type.value === "boolean";
  const both = new Set(types.filter(isBoolean));
  if (both.size < 2) return types;
  const [first] = both;
  return types.flatMap((type) => (type === first ? [boolean] : both.has(type) ? [] : [type]));
};

/** The union of some types. */
export const unionOf = (types: readonly TypeTree[]): TypeTree => {
  if (types.some(({ kind }) => kind === "unknown")) return unknownType;
  const flat = types.flatMap((type) => membersOf("union", type)).filter(({ kind }) => kind !== "never");
  const scalars = flat.filter(({ kind }) => kind === "scalar");
  const wide = scalars.length === 0 ? flat : flat.filter((type) => !scalars.some((scalar) => isOf(type, scalar)));
  const members = eachOnce(withBoolean(eachOnce(wide)));
  if (members.length === 0) return neverType;
  return members.length === 1 ? members[0]! : { kind: "union", members };
};

/** Whether a type is only a kind of value. */
const isBare = (type: TypeTree): boolean => {
  if (type.kind === "array") return type.item.kind === "unknown";
  if (type.kind === "object") return type.properties.length === 0 && type.others?.type.kind === "unknown";
  return type.kind === "scalar";
};

/** The kinds whose values a type all allows. */
const wholeKinds = (type: TypeTree): ReadonlySet<Kind> =>
  new Set(
    membersOf("union", type)
      .filter(isBare)
      .flatMap((member) => [...kindsIn(member)]),
  );

/** Types without those that allow every value of the others. */
const withoutBare = (types: readonly TypeTree[]): readonly TypeTree[] =>
  types.reduceRight<readonly TypeTree[]>((kept, type) => {
    const others = kept.filter((other) => other !== type);
    const whole = wholeKinds(type);
    return others.some((other) => isWithin(kindsIn(other), whole)) ? others : kept;
  }, types);

/** Every object, and every array. */
export const anyObject: TypeTree = { kind: "scalar", type: "object" };

/** An object type of any properties would open an intersection; `object` is enough next to other types. */
const withKeyword = (types: readonly TypeTree[]): readonly TypeTree[] =>
  types.map((type) => {
    const others = types.filter((other) => other !== type);
    const isMark = type.kind === "object" && isBare(type) && others.length > 0;
    return isMark && !inAll(others.map(kindsIn)).has("array") ? anyObject : type;
  });

/** The intersection of two types, if it can be written without naming both. */
const common = (a: TypeTree, b: TypeTree): readonly TypeTree[] | undefined => {
  if (isOf(a, b)) return [a];
  if (isOf(b, a)) return [b];
  if (isLiteral(a) && isLiteral(b)) return printType(a).text === printType(b).text ? [a] : [];
  return undefined;
};

/** The common literals of two unions; `undefined` if either has other members. */
const narrowed = (one: TypeTree, other: TypeTree): TypeTree | undefined => {
  const [left, right] = [membersOf("union", one), membersOf("union", other)];
  const isScalar = ({ kind }: TypeTree): boolean => kind === "literal" || kind === "scalar";
  if (!left.every(isScalar) || !right.every(isScalar)) return undefined;
  const texts = new Set(right.map((type) => printType(type).text));
  return unionOf(left.flatMap((a) => (texts.has(printType(a).text) ? [a] : right.flatMap((b) => common(a, b) ?? []))));
};

const withNarrowed = (types: readonly TypeTree[]): readonly TypeTree[] =>
  types.reduce<readonly TypeTree[]>((kept, type) => {
    for (const [index, other] of kept.entries()) {
      const both = narrowed(other, type);
      if (both) return kept.with(index, both);
    }
    return [...kept, type];
  }, []);

/** The intersection of some types. */
export const intersectionOf = (types: readonly TypeTree[]): TypeTree => {
  const flat = eachOnce(
    types.flatMap((type) => membersOf("intersection", type)).filter(({ kind }) => kind !== "unknown"),
  );
  const kinds = inAll(flat.map(kindsIn));
  if (kinds.size === 0) return neverType;
  const fits = (type: TypeTree): boolean => [...kindsIn(type)].some((kind) => kinds.has(kind));
  const possible = flat.map((type) => (type.kind === "union" ? unionOf(type.members.filter(fits)) : type));
  const members = withKeyword(withoutBare(withNarrowed(eachOnce(possible))));
  if (members.some(({ kind }) => kind === "never")) return neverType;
  if (members.length === 0) return unknownType;
  return members.length === 1 ? members[0]! : { kind: "intersection", members };
};
