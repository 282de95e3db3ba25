/**
 * Describes a value so that it is safe to log. A string is only quoted if it has at most 40 characters and no `@`, nor
 * `%`, `&` or a backslash, which may encode one.
 */
export function describe(value /*: unknown */) /*: string */ {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "string")
    return value.length > 40 || /[@%&\\\uff20\ufe6b]/.test(value)
      ? `a string of ${value.length} characters`
      : JSON.stringify(value);
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
