import type { JsonType, SchemaObject } from "../schema/json-schema.ts";
import { literal } from "../source-text/literals.ts";
import { plain, unionOf } from "./combine-types.ts";
import type { TypeTree } from "./type-tree.ts";

/** The constants that a schema lists. */
export const constantsOf = ({ const: constant, enum: values }: SchemaObject): readonly unknown[] | undefined =>
  constant === undefined ? values : [constant];

const typeOfValue = (value: unknown): JsonType => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "boolean" : "object";
};

const isOneOf = (types: readonly JsonType[], value: unknown): boolean => {
  const type = typeOfValue(value);
  return types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number"));
};

const typeOfConstant = (value: unknown): TypeTree => {
  if (Array.isArray(value)) return { kind: "tuple", items: value.map(typeOfConstant), rest: undefined };
  if (typeof value !== "object" || value === null) return plain(literal(value));
  const properties = Object.entries(value).map(([name, below]) => ({
    name,
    isOptional: false,
    type: typeOfConstant(below),
    doc: undefined,
  }));
  return { kind: "object", properties, others: undefined };
};

/** The type of a schema's constants, as far as its `type` lets them pass. */
export const constantType = (schema: SchemaObject): TypeTree => {
  const types = [schema.type ?? []].flat();
  return unionOf((constantsOf(schema) ?? []).filter((value) => isOneOf(types, value)).map(typeOfConstant));
};
