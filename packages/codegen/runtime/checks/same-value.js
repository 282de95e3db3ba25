import { plainObject } from "./plain-object.js";

/** Equality with a JSON value: the order of properties doesn't matter. Of the two, only `a` may have holes. */
export function sameValue(a /*: unknown */, b /*: unknown */) /*: boolean */ {
  if (a === b) return true;
  if (Array.isArray(a))
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      b.every((item /*: unknown */, i /*: number */) => sameValue(a[i], item))
    );
  if (!plainObject(a) || !plainObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.prototype.hasOwnProperty.call(b, name) && sameValue(a[name], b[name]))
  );
}
