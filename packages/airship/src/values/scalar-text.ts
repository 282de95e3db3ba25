import { text } from "@email-events/core/mapping";

/**
 * Reads a code or a version as text: a string, or a number that JavaScript holds exactly. A larger number was rounded
 * when its JSON was parsed, so it is absent, as are an empty string and values of other types.
 */
export const scalarText = (value: unknown): string | undefined => {
  if (typeof value !== "number") return text(value);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined;
};
