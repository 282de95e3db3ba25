// oxlint-disable-next-line no-control-regex
const needsEscape = /[\u0000-\u001f"\\\ud800-\udfff]/;

/**
 * Writes a text so that it comes back as it was: SQLite ends a text at a NUL, and UTF-8 has no half of a surrogate pair.
 */
export const toStoredText = (text: string): string =>
  needsEscape.test(text) ? JSON.stringify(text).slice(1, -1) : text;

/** Reads a stored text; returns nothing for what isn't one. */
export const readStoredText = (stored: unknown): string | undefined => {
  if (typeof stored !== "string") return undefined;
  if (!stored.includes("\\")) return stored;
  try {
    const text: unknown = JSON.parse(`"${stored}"`);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
};
