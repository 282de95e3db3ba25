/** The length of an array. No JSON text holds 2 ** 28 items: what claims so many would be read without end. */
export function lengthOf({ length }) {
  if (!(length < 2 ** 28)) throw new RangeError("an array without end");
  return length;
}
