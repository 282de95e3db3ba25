/** A number without a fraction. */
export function wholeNumber(value /*: unknown */) /*: value is number */ {
  return Number.isInteger(value);
}
