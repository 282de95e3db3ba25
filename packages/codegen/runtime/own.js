/** A property of the value's own. What every object inherits, such as `constructor`, is a function and doesn't count. */
export function own(object, name) {
  if (object === null || object === undefined) return undefined;
  const value = object[name];
  const isInherited = (typeof value === "function" || name === "__proto__") && !Object.hasOwn(object, name);
  return isInherited ? undefined : value;
}
