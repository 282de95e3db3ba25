import type { JsonType } from "@email-events/json-schema";
import { callOf, js, type Source } from "../../source-text/source.ts";
import { negated } from "../code/conditions.ts";
import type { GuardedType } from "./rule.ts";

type Condition = (value: Source) => Source;

interface TypeTest {
  readonly condition: Condition;
  /** The opposite. */
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

/** How each JSON type is tested, and what it is called in an issue. */
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

/** The condition that a value is of another type, so that the keywords of this one don't concern it. */
export const isOfAnother = (type: GuardedType): Condition =>
  type === "number" ? (value) => js`typeof ${value} !== "number"` : typeTests[type].fails;

/** Whether the keywords of a type concern a value that a schema's types allow. */
export const speaksOf = (type: GuardedType, types: readonly JsonType[]): boolean =>
  types.includes(type) || (type === "number" && types.includes("integer"));

export const guardedTypes = ["object", "array", "string", "number"] as const satisfies readonly GuardedType[];
