/*:: import type { JsonObject } from "./json-object.js"; */

/** The names of the properties that are there: one that is `undefined` wouldn't outlive JSON. */
export function namesOf(object /*: object */) /*: string[] */ {
  const values = object /*:: as JsonObject */;
  return Object.keys(object).filter((name) => values[name] !== undefined);
}
