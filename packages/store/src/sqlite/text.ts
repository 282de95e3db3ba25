/**
 * Writes a text so that it comes back as it was: SQLite ends a text at a NUL, and UTF-8 has no half of a surrogate pair.
 */
export const toStoredText = (text: string): string => JSON.stringify(text).slice(1, -1);

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
