/** A JSON number: neither NaN nor infinite. */
export function finiteNumber(value /*: unknown */) /*: value is number */ {
  return Number.isFinite(value);
}
