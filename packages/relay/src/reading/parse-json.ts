import { isUtf8 } from "node:buffer";
import type { Invalid, Issue, Valid } from "@email-events/core";
import { markRoundedNumbers } from "@email-events/diagnose/reading";
import { countKeys, findKeyEnds, isJsonContainer } from "./count-keys.ts";
import { findKeyIssues } from "./find-key-issues.ts";
import { isGzip } from "../is-gzip.ts";

/** What the bytes of an item hold: a JSON value, or what is wrong with them. */
export type Parsed = Valid<unknown> | Invalid;

/** Email events nest five levels deep. */
const maxDepth = 100;

const invalid = (issues: readonly Issue[]): Invalid => ({ status: "invalid", issues });

const notUtf8: Issue = { pointer: "", code: "utf8", expected: "UTF-8", received: "bytes that are not UTF-8" };
/** Gzip is unpacked where a source or a request begins; what is left of it couldn't be. */
const damagedGzip: Issue = { pointer: "", code: "gzip", expected: "JSON", received: "damaged gzip" };

/** Whether a parsed value nests deeper than an event may: engines differ in how deep a value they can write as JSON. */
export const isTooDeep = (value: unknown): boolean =>
  isJsonContainer(value) && Number.isNaN(countKeys(value, maxDepth, { hasNumber: false, hasNumberInList: false }));

/** The parser's own message repeats the text, and with it an address; only the place is taken from it. */
const toIssue = (error: unknown): Issue => {
  const message = error instanceof Error ? error.message : "";
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  const isCutOff = /end of JSON input|Unterminated string/.test(message);
  const place = position === undefined ? "" : ` at character ${Number(position) + 1}`;
  return {
    pointer: "",
    code: "json",
    expected: "JSON",
    received: isCutOff ? "a text that ends too early" : `invalid JSON${place}`,
  };
};

/**
 * Checks what `JSON.parse` made of the bytes of one event, as `parseJson` does. They are UTF-8.
 *
 * @param toText - Returns the text of the bytes, which few events need.
 */
const checkJson = (bytes: Buffer, value: unknown, toText = (): string => bytes.toString()): Parsed => {
  if (!isJsonContainer(value)) return { status: "valid", value };
  const found = { hasNumber: false, hasNumberInList: false };
  const keyEnds = findKeyEnds(bytes);
  if (countKeys(value, maxDepth, found) !== keyEnds.count) {
    const issues = findKeyIssues(toText(), maxDepth);
    if (issues.length > 0) return invalid(issues);
  }
  // Few events have a number that may be rounded: a long member, or one in a list, whose length isn't known here.
  const mayBeRounded = found.hasNumber && (keyEnds.hasLongNumber || found.hasNumberInList);
  return { status: "valid", value: mayBeRounded ? markRoundedNumbers(toText(), value) : value };
};

/**
 * Parses the bytes of one event. Beyond what `JSON.parse` refuses it refuses bytes that are not UTF-8, keys that come
 * twice or are called `__proto__`, and nesting deeper than 100.
 *
 * A number that JavaScript rounds to a whole number becomes one that nothing takes for an id (`markRoundedNumbers`). Half
 * a surrogate pair in an escape is JSON, and passes.
 *
 * `JSON.parse` hides a key that comes twice, so the keys of the value are counted against the key ends in the text, and
 * only where the counts differ is the text scanned.
 *
 * @returns The value, or issues with the codes `utf8`, `gzip`, `json`, `nesting`, `proto_key`, `duplicate_key`.
 */
export const parseJson = (bytes: Buffer): Parsed => {
  const text = bytes.toString();
  // Only bytes that hold this character, or are no UTF-8, become it.
  if (text.includes("\u{fffd}") && !isUtf8(bytes)) return invalid([isGzip(bytes) ? damagedGzip : notUtf8]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return invalid([toIssue(error)]);
  }
  return checkJson(bytes, value, () => text);
};
