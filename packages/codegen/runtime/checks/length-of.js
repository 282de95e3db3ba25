/** The length of an array. No text of JSON is long enough for 3e8 items: what claims as many may have no end. */
export function lengthOf({ length } /*: readonly unknown[] */) /*: number */ {
  if (length < 3e8) return length;
  throw new RangeError();
}
