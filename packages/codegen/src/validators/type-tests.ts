import type { JsonType } from "../schema/json-schema.ts";
import type { GuardedType } from "./rule.ts";

interface TypeTest {
  readonly condition: (value: string) => string;
  readonly expected: string;
}

/** How each JSON type is told, and what it is called in an issue. */
export const typeTests: Readonly<Record<JsonType, TypeTest>> = {
  array: { condition: (value) => `Array.isArray(${value})`, expected: "an array" },
  boolean: { condition: (value) => `typeof ${value} === "boolean"`, expected: "true or false" },
  integer: { condition: (value) => `Number.isInteger(${value})`, expected: "a whole number" },
  null: { condition: (value) => `${value} === null`, expected: "null" },
  number: { condition: (value) => `Number.isFinite(${value})`, expected: "a number" },
  object: { condition: (value) => `plainObject(${value})`, expected: "an object" },
  string: { condition: (value) => `typeof ${value} === "string"`, expected: "a string" },
};

/** The type tests under which the keywords of a type speak. */
export const guardOf = (type: GuardedType): ((value: string) => string) =>
  type === "number" ? (value) => `typeof ${value} === "number"` : typeTests[type].condition;

/** Which of a schema's types a group of keywords speaks of. */
export const speaksOf = (type: GuardedType, types: readonly JsonType[]): boolean =>
  types.includes(type) || (type === "number" && types.includes("integer"));

export const guardedTypes = ["object", "array", "string", "number"] as const satisfies readonly GuardedType[];
