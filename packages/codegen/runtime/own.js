/** A property of the value's own. What every object inherits, such as `constructor`, is a function and doesn't count. */
export function own(object /*: any */, name /*: string */) /*: any */ {
  if (object === null || object === undefined) return undefined;
  const value = object[name];
  const isInherited =
    (typeof value === "function" || name === "__proto__") && !Object.prototype.hasOwnProperty.call(object, name);
  return isInherited ? undefined : value;
}
