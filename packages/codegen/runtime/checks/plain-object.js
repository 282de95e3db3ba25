/*:: import type { $JsonObject } from "./json-object.js"; */

/** A JSON object: neither null nor an array. */
export function plainObject(value /*: unknown */) /*: value is $JsonObject */ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
