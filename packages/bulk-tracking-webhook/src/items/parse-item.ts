import { isGzip } from "../body/is-gzip.ts";
import { isObject } from "../is-object.ts";
import type { ItemIssue, WebhookItem } from "../item.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** What can be wrong with an item. The text itself is never repeated: it may hold an address. */
const issues = {
  gzip: { pointer: "", code: "gzip", expected: "JSON", received: "damaged gzip" },
  empty: { pointer: "", code: "json", expected: "JSON", received: "nothing" },
  json: { pointer: "", code: "json", expected: "JSON", received: "invalid JSON" },
  type: { pointer: "", code: "type", expected: "an object", received: "another JSON value" },
  unclosed: { pointer: "", code: "json", expected: "a list that ends with ]", received: "a list without an end" },
  utf8: { pointer: "", code: "utf8", expected: "UTF-8", received: "bytes that are not UTF-8" },
} as const satisfies Record<string, ItemIssue>;

/** Makes an item of bytes that can't be one. */
export const unreadable = (index: number, bytes: Uint8Array, reason: keyof typeof issues): WebhookItem => ({
  status: "invalid",
  index,
  bytes,
  issues: [issues[reason]],
});

/** Returns the JSON value of some bytes, or the reason why there is none. */
export const parse = (bytes: Uint8Array): { readonly value: unknown } | keyof typeof issues => {
  if (bytes.length === 0) return "empty";
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return isGzip(bytes) ? "gzip" : "utf8";
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return "json";
  }
};

/** Makes an item of the bytes of one. */
export const parseItem = (index: number, bytes: Uint8Array): WebhookItem => {
  const parsed = parse(bytes);
  if (typeof parsed === "string") return unreadable(index, bytes, parsed);
  const { value } = parsed;
  return isObject(value) ? { status: "parsed", index, bytes, value } : unreadable(index, bytes, "type");
};
