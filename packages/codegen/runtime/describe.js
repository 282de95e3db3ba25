/** Says what a value is, in a form that is safe to log: no address, no long text, no payload. In a text with %, an at sign may be encoded. */
export function describe(value /*: any */) /*: string */ {
  const type = typeof value;
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value === null || type === "number" || type === "boolean") return String(value);
  if (type === "object") return "an object";
  if (type !== "string") return `a ${type}`;
  return value.length > 40 || /[@%\uff20\ufe6b]/.test(value)
    ? `a string of ${value.length} characters`
    : JSON.stringify(value);
}
