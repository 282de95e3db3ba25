/** Tells whether every property but the named ones passes. */
export function othersAre(object, named, is) {
  return Object.keys(object).every((name) => named.includes(name) || object[name] === undefined || is(object[name]));
}
