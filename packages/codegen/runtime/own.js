/** An own property: one that every object inherits, such as `constructor`, doesn't count. */
export function own(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
