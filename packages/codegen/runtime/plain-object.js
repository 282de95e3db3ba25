/** A JSON object: neither null nor an array. */
export function plainObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
