/** Approximate memory in V8 of an object or array, of a key with its value, and of a string without its text. */
const perValueBytes = 64;
const perEntryBytes = 16;
const perStringBytes = 24;

/** Estimates the memory that a value parsed from JSON takes, in bytes. */
export const estimateParsedBytes = (value: unknown): number => {
  if (typeof value === "string") return perStringBytes + 2 * value.length;
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + perEntryBytes + estimateParsedBytes(item), perValueBytes);
  }
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + perEntryBytes + 2 * key.length + estimateParsedBytes(item),
    perValueBytes,
  );
};
