/**
 * Reads a flag that Airship documents as a boolean and carries as the word for it.
 *
 * Every example of Airship's "Custom email events" page has `"true"` or `"false"` where its property list says boolean.
 */
export const parseFlag = (value: unknown): boolean | undefined => {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return undefined;
};
