/**
 * Returns a flag that Airship documents as a boolean and sends as a string, in upper or lower case; undefined for other
 * values.
 *
 * Every example of Airship's "Custom email events" page has `"true"` or `"false"` where its property list says boolean.
 */
export const parseFlag = (value: unknown): boolean | undefined => {
  if (typeof value === "boolean") return value;
  // The usual spelling, which needs no conversion to lower case.
  if (value === "true") return true;
  if (value === "false") return false;
  if (typeof value !== "string") return undefined;
  const word = value.toLowerCase();
  if (word === "true") return true;
  return word === "false" ? false : undefined;
};
