/** A JSON object: neither null nor an array. */
export function plainObject(value /*: unknown */) /*: boolean */ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
