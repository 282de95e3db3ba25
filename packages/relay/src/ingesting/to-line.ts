import type { WebhookItem } from "@email-events/bulk-tracking-webhook";

const breaks = [10, 13];
const blank = 32;

/**
 * Returns the bytes of an item as one line. JSON has line breaks only between tokens, where they become blanks.
 *
 * @returns `undefined` for invalid JSON with line breaks: replacing them could make it valid.
 */
export const toLine = ({ bytes, status }: WebhookItem): Uint8Array | undefined => {
  if (!breaks.some((code) => bytes.includes(code))) return bytes;
  return status === "parsed" ? bytes.map((byte) => (breaks.includes(byte) ? blank : byte)) : undefined;
};
