import type { JsonType, SchemaObject } from "@email-events/json-schema";
import { neverType, unionOf } from "./combine-types.ts";
import type { TypeTree } from "./type-tree.ts";

/** A JSON value as text, equal for equal values. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, below]) => `${JSON.stringify(name)}:${canonical(below)}`);
  return `{${entries.toSorted().join(",")}}`;
};

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

/** The constants that a schema allows by `const`, `enum` and `type` together. */
export const constantsOf = ({ const: constant, enum: values, type }: SchemaObject): readonly unknown[] | undefined => {
  const listed = constant === undefined ? values : [constant];
  const taken = constant === undefined || values === undefined ? undefined : new Set(values.map(canonical));
  const types = [type ?? []].flat();
  return listed?.filter((value) => isOneOf(types, value) && (taken?.has(canonical(value)) ?? true));
};

/** The type of one JSON value. */
const typeOfConstant = (value: unknown): TypeTree => {
  if (Array.isArray(value)) return { kind: "tuple", items: value.map(typeOfConstant), rest: undefined };
  if (value === null) return { kind: "scalar", type: "null" };
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return { kind: "literal", value };
  const properties = Object.entries(value as object).map(([name, below]) => ({
    name,
    isOptional: false,
    type: typeOfConstant(below),
    doc: undefined,
  }));
  const others = properties.length === 0 ? { type: neverType, doc: undefined } : undefined;
  return { kind: "object", properties, others };
};

/** The type of a schema's constants. */
export const constantType = (constants: readonly unknown[]): TypeTree => unionOf(constants.map(typeOfConstant));
