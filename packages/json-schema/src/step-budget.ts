import type { SchemaNode } from "./json-schema.ts";
import { SchemaError } from "./schema-error.ts";

/** Several times what handwritten sets need; a step takes some microseconds. */
const mostSteps = (places: number): number => 200_000 + 200 * places;

/**
 * Returns a function that counts steps of work on a place of a set with so many places.
 *
 * The function throws a SchemaError when the set takes many more steps than it has places.
 */
export const createStepBudget = (places: number): ((node: SchemaNode, steps: number) => void) => {
  let left = mostSteps(places);
  return ({ file, pointer }, steps) => {
    left -= steps;
    if (left >= 0) return;
    throw new SchemaError(file, pointer, "these schemas are combined in too many ways; combine fewer of them");
  };
};
