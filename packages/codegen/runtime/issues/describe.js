/**
 * Describes a value so that it is safe to log. A string is only quoted if it has at most 40 characters and no `@`, nor
 * `%`, which may encode one.
 */
export function describe(value /*: unknown */) /*: string */ {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "object") return "an object";
  if (typeof value !== "string") return `a ${typeof value}`;
  return value.length > 40 || /[@%\uff20\ufe6b]/.test(value)
    ? `a string of ${value.length} characters`
    : JSON.stringify(value);
}
