/*:: import type { $JsonObject } from "./json-object.js"; */

/** A property of the value's own. What every object inherits, such as `constructor`, is a function and doesn't count. */
export function own(object /*: unknown */, name /*: string */) /*: unknown */ {
  if (object === null || object === undefined) return undefined;
  const { [name]: value } = object; /*:: as $JsonObject */
  const isInherited =
    (typeof value === "function" || name === "__proto__") && !Object.prototype.hasOwnProperty.call(object, name);
  return isInherited ? undefined : value;
}
