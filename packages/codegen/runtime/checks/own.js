/*:: import type { $JsonObject } from "./json-object.js"; */

/** A property of a value; `undefined` for what every object inherits: functions (`constructor`) and `__proto__`. */
export function own(object /*: unknown */, name /*: string */) /*: unknown */ {
  if (object === null || object === undefined) return undefined;
  const { [name]: value } = object; /*:: as $JsonObject */
  const isInherited =
    (typeof value === "function" || name === "__proto__") && !Object.prototype.hasOwnProperty.call(object, name);
  return isInherited ? undefined : value;
}
