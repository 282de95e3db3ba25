/** `JSON.parse` reads a number that is too large as infinity, which JSON can't write. */
const scalarText = (value: unknown): string =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? "undefined");

/** Writes a JSON value with its keys in order, so that equal values give equal texts. */
export const stableText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(stableText).join(",")}]`;
  if (typeof value !== "object" || value === null) return scalarText(value);
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${stableText(item)}`).join(",")}}`;
};
