/**
 * Says what a value is, in a form that is safe to log: a short text or a number as it is, otherwise the type and size;
 * never an address. The same words as the validators use.
 */
export const describeValue = (value: unknown): string => {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (typeof value !== "string") return String(value);
  return value.length > 40 || value.includes("@") ? `a string of ${value.length} characters` : JSON.stringify(value);
};
