/** The length of an array. Throws a RangeError from 3e8 items on: no JSON text has so many, so it may be endless. */
export function lengthOf({ length } /*: readonly unknown[] */) /*: number */ {
  if (length < 3e8) return length;
  throw new RangeError();
}
