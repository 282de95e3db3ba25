import { text } from "@email-events/core/mapping";

/**
 * Returns a code or a version as text: a non-empty string, or a number that JavaScript represents exactly. A larger
 * number was rounded when its JSON was parsed, and counts as absent.
 */
export const scalarText = (value: unknown): string | undefined => {
  if (typeof value !== "number") return text(value);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined;
};
