/** The names of the properties that are there: one that is `undefined` wouldn't outlive JSON. */
export function namesOf(object /*: object */) /*: string[] */ {
  return Object.keys(object).filter((name) => object[name /*:: as never */] !== undefined);
}
