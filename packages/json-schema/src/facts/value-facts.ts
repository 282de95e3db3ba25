import { choicesOf, conjunctsOf } from "./conjuncts.ts";
import { type JsonType, keyOf, type SchemaNode, type SchemaObject } from "../json-schema.ts";
import { keywordsOf } from "../resolve/children.ts";
import type { SchemaSet } from "../schema-set.ts";

/** The types of JSON values, which are disjoint. */
export type ValueType = Exclude<JsonType, "integer">;

const allTypes: ReadonlySet<ValueType> = new Set(["array", "boolean", "null", "number", "object", "string"]);

/** An upper bound of the values that some places allow together. */
export interface ValueFacts {
  /** The places and their bases. */
  readonly parts: readonly SchemaNode[];
  readonly schemas: readonly SchemaObject[];
  /** The branches of the choices: a value matches one of each. */
  readonly choices: readonly (readonly SchemaNode[])[];
  readonly types: ReadonlySet<ValueType>;
  /** The allowed values, where these are listed and scalar. */
  readonly values: ReadonlySet<unknown> | undefined;
  /** The required properties. */
  readonly required: ReadonlySet<string>;
}

/** A key for what some places require together. */
export const keysOf = (nodes: readonly SchemaNode[]): string => JSON.stringify(nodes.map(keyOf));

const typeOfValue = (value: unknown): ValueType => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as ValueType;
};

const inBoth = <Value>(a: ReadonlySet<Value>, b: ReadonlySet<Value>): ReadonlySet<Value> =>
  new Set([...a].filter((value) => b.has(value)));

const inAny = <Value>(sets: readonly ReadonlySet<Value>[]): ReadonlySet<Value> =>
  new Set(sets.flatMap((values) => [...values]));

const inAll = <Value>(sets: readonly ReadonlySet<Value>[]): ReadonlySet<Value> => sets.reduce(inBoth);

const typesOf = (node: SchemaNode): ReadonlySet<ValueType> => {
  const schema = keywordsOf(node);
  if (!schema) return new Set();
  const listed = constantsOf(schema).map((list) => new Set(list.map(typeOfValue)));
  if (schema.type === undefined) return inAll([allTypes, ...listed]);
  return inAll([...listed, new Set([schema.type].flat().map((type) => (type === "integer" ? "number" : type)))]);
};

/** The lists of constants in a schema. */
const constantsOf = ({ const: constant, enum: values }: SchemaObject): readonly (readonly unknown[])[] =>
  [constant === undefined ? undefined : [constant], values].filter((list) => list !== undefined);

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

/** Makes a cached function that returns the facts on the values of places. */
export const createValueFacts = (set: SchemaSet): ((nodes: readonly SchemaNode[]) => ValueFacts) => {
  const known = new Map<string, ValueFacts>();

  const collect = (nodes: readonly SchemaNode[]): ValueFacts => {
    const parts = conjunctsOf(set, nodes);
    const schemas = parts.flatMap((part) => keywordsOf(part) ?? []);
    const choices = parts.flatMap(choicesOf);
    const below = choices.map((branches) => branches.map((branch) => factsOf([branch])));
    const types = inAll([
      allTypes,
      ...parts.map(typesOf),
      ...below.map((branches) => inAny(branches.map((branch) => branch.types))),
    ]);
    const lists = [
      ...schemas.flatMap(constantsOf).flatMap((list) => (list.every(isScalar) ? [new Set(list)] : [])),
      ...below.flatMap((branches) => {
        const values = branches.flatMap((branch) => branch.values ?? []);
        return values.length === branches.length ? [inAny(values)] : [];
      }),
    ];
    const values = lists.length === 0 ? undefined : [...inAll(lists)].filter((value) => types.has(typeOfValue(value)));
    return {
      parts,
      schemas,
      choices,
      types: values ? inBoth(types, new Set(values.map(typeOfValue))) : types,
      values: values && new Set(values),
      required: inAny([
        ...schemas.map((schema) => new Set(schema.required)),
        ...below.map((branches) => inAll(branches.map((branch) => branch.required))),
      ]),
    };
  };

  const factsOf = (nodes: readonly SchemaNode[]): ValueFacts => {
    const key = keysOf(nodes);
    const facts = known.get(key) ?? collect(nodes);
    known.set(key, facts);
    return facts;
  };

  return factsOf;
};
