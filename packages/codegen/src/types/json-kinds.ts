import {
  type JsonType,
  keyOf,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";

/** The kinds of JSON values that TypeScript distinguishes: JSON Schema's types without `integer`. */
export type Kind = Exclude<JsonType, "integer">;

export const allKinds: ReadonlySet<Kind> = new Set(["object", "array", "string", "number", "boolean", "null"]);

export const kindOfType = (type: JsonType): Kind => (type === "integer" ? "number" : type);

/** The kind of a JSON value. */
export const kindOfValue = (value: unknown): Kind => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Exclude<Kind, "array" | "null">;
};

const inBoth = (a: ReadonlySet<Kind>, b: ReadonlySet<Kind>): ReadonlySet<Kind> =>
  new Set([...a].filter((kind) => b.has(kind)));

/** The kinds that are in every one of some sets. */
export const inAll = (sets: readonly ReadonlySet<Kind>[]): ReadonlySet<Kind> => sets.reduce(inBoth, allKinds);

export const isWithin = (kinds: ReadonlySet<Kind>, others: ReadonlySet<Kind>): boolean =>
  [...kinds].every((kind) => others.has(kind));

/** Keywords that describe an object or an array. Without `type` they allow every other kind. */
const describing = {
  object: ["properties", "patternProperties", "additionalProperties", "required"],
  array: ["prefixItems", "items"],
} as const;

const describedKinds = (schema: SchemaObject): readonly Kind[] =>
  (["object", "array"] as const).filter((kind) => describing[kind].some((keyword) => schema[keyword] !== undefined));

const known = new WeakMap<SchemaSet, Map<string, ReadonlySet<Kind>>>();

/** Caches answers for each set. */
const remembered = (set: SchemaSet, question: string, find: () => ReadonlySet<Kind>): ReadonlySet<Kind> => {
  const answers = known.get(set) ?? new Map<string, ReadonlySet<Kind>>();
  known.set(set, answers);
  const answer = answers.get(question) ?? find();
  answers.set(question, answer);
  return answer;
};

const ownKinds = ({ type, const: constant, enum: values }: SchemaObject): ReadonlySet<Kind> =>
  inAll([
    ...(type === undefined ? [] : [new Set([type].flat().map(kindOfType))]),
    ...(constant === undefined ? [] : [new Set([kindOfValue(constant)])]),
    ...(values === undefined ? [] : [new Set(values.map(kindOfValue))]),
  ]);

/** The kinds that the bases and choices of a place allow. */
const besideKinds = (
  set: SchemaSet,
  node: SchemaNode,
  kindsOf: (set: SchemaSet, node: SchemaNode) => ReadonlySet<Kind>,
): readonly ReadonlySet<Kind>[] => {
  const ref = keywordsOf(node)?.$ref;
  const choices = (["anyOf", "oneOf"] as const).map((keyword) => placesOf(node, keyword));
  return [
    ...(ref === undefined ? [] : [kindsOf(set, set.resolve(node, ref))]),
    ...placesOf(node, "allOf").map((base) => kindsOf(set, base)),
    ...choices
      .filter((branches) => branches.length > 0)
      .map((branches) => new Set(branches.flatMap((branch) => [...kindsOf(set, branch)]))),
  ];
};

/** The kinds of values that a place allows, by types and constants. */
export const kindsOf = (set: SchemaSet, node: SchemaNode): ReadonlySet<Kind> => {
  const schema = keywordsOf(node);
  if (!schema) return new Set();
  return remembered(set, `kinds ${keyOf(node)}`, () => inAll([ownKinds(schema), ...besideKinds(set, node, kindsOf)]));
};

/**
 * The kinds of values of a declared type. A schema that describes objects or arrays and allows every kind counts as a schema
 * of what it describes.
 */
export const declaredKinds = (set: SchemaSet, node: SchemaNode): ReadonlySet<Kind> => {
  const strict = kindsOf(set, node);
  if (strict.size < allKinds.size) return strict;
  return remembered(set, `declared ${keyOf(node)}`, () => {
    const described = describedKinds(keywordsOf(node) ?? {});
    const own = described.length === 0 ? [] : [new Set(described)];
    const kinds = inAll([...own, ...besideKinds(set, node, declaredKinds)]);
    return kinds.size === 0 ? strict : kinds;
  });
};
