import type { JsonType } from "@email-events/json-schema";
import { callOf, js, type Source } from "../../source-text/source.ts";
import { negated } from "../code/conditions.ts";
import type { GuardedType } from "./rule.ts";

type Condition = (value: Source) => Source;

interface TypeTest {
  readonly condition: Condition;
  /** The same the other way round. */
  readonly fails: Condition;
  readonly expected: string;
}

const test = (
  expected: string,
  condition: Condition,
  fails: Condition = (value) => negated(condition(value)),
): TypeTest => ({
  condition,
  fails,
  expected,
});

/** How each JSON type is told, and what it is called in an issue. */
export const typeTests: Readonly<Record<JsonType, TypeTest>> = {
  array: test("an array", (value) => js`Array.isArray(${value})`),
  boolean: test(
    "true or false",
    (value) => js`typeof ${value} === "boolean"`,
    (value) => js`typeof ${value} !== "boolean"`,
  ),
  integer: test("a whole number", (value) => callOf("wholeNumber", value)),
  null: test(
    "null",
    (value) => js`${value} === null`,
    (value) => js`${value} !== null`,
  ),
  number: test("a number", (value) => callOf("finiteNumber", value)),
  object: test("an object", (value) => callOf("plainObject", value)),
  string: test(
    "a string",
    (value) => js`typeof ${value} === "string"`,
    (value) => js`typeof ${value} !== "string"`,
  ),
};

/** Where the keywords of a type don't speak, since a value is of another. */
export const isOfAnother = (type: GuardedType): Condition =>
  type === "number" ? (value) => js`typeof ${value} !== "number"` : typeTests[type].fails;

/** Which of a schema's types a group of keywords speaks of. */
export const speaksOf = (type: GuardedType, types: readonly JsonType[]): boolean =>
  types.includes(type) || (type === "number" && types.includes("integer"));

export const guardedTypes = ["object", "array", "string", "number"] as const satisfies readonly GuardedType[];
