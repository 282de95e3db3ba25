/** Says what a value is, in a form that is safe to log: no address, no long text, no payload. In a text with %, an at sign may be encoded. */
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
