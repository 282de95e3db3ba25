import { isBlankByte } from "./json-bytes.ts";
import { createContainerScan, type ContainerScan } from "./scan-container.ts";

/** Where an item stands in the bytes at hand, and in its line. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** The line that it begins on, from 1. */
  readonly line: number;
  /** How many blanks this line begins with. */
  readonly indent: number;
  /** Whether no other item begins before it in its line. */
  readonly isFirst: boolean;
  readonly isScalar: boolean;
  /** Whether it lacks a value before its closing bracket, which may be one too many. */
  readonly isFlawed: boolean;
}

/** How the last item was written: alone on its line, beside others, or over several lines. */
export type Style = "unknown" | "alone" | "beside" | "spread";

/**
 * Where a scanner stands in a sequence of items. Items are all values that lie in no object: one after the other, in
 * lists, in lists of lists, with blanks, commas, byte order marks or record separators between them, in any mix.
 */
export interface Sequence {
  readonly container: ContainerScan;
  mode: "between" | "container" | "string" | "token";
  /** How many lists are open around the items. */
  listDepth: number;
  /** How the line of the first item in the open list is indented. */
  listIndent: number | undefined;
  line: number;
  indent: number;
  isIndenting: boolean;
  /** Whether no item began in this line. */
  isLineStart: boolean;
  /** The item that the scanner is in. */
  item: Span;
  followsSeparator: boolean;
  /** Items that ended, unless what comes next proves them to be parts of a larger one. */
  pending: Span[];
  isAfterComma: boolean;
  done: Span[];
  style: Style;
  /** Whether an item was seen whose inner lines are not indented. */
  isFlat: boolean;
}

/** The span of nothing. */
export const nowhere: Span = { start: 0, end: 0, line: 0, indent: 0, isFirst: false, isScalar: false, isFlawed: false };

/** Creates a scanner at the beginning of a line. */
export const createSequence = (line = 1, listDepth = 0): Sequence => ({
  container: createContainerScan(),
  mode: "between",
  listDepth,
  listIndent: undefined,
  line,
  indent: 0,
  isIndenting: true,
  isLineStart: true,
  item: nowhere,
  followsSeparator: false,
  pending: [],
  isAfterComma: false,
  done: [],
  style: "unknown",
  isFlat: false,
});

/** Sets a scanner to the beginning of a line. */
export const startLine = (sequence: Sequence, line: number): void => {
  sequence.mode = "between";
  sequence.line = line;
  sequence.indent = 0;
  sequence.isIndenting = true;
  sequence.isLineStart = true;
};

/** Moves pending items to `done`: they aren't parts of a larger item. */
export const confirm = (sequence: Sequence): void => {
  if (sequence.pending.length > 0) {
    for (const span of sequence.pending) sequence.done.push(span);
    sequence.pending = [];
  }
  sequence.isAfterComma = false;
};

/** Moves all places by as many bytes as were released. */
export const rebase = (sequence: Sequence, released: number): void => {
  const move = (span: Span): Span => ({ ...span, start: span.start - released, end: span.end - released });
  sequence.item = move(sequence.item);
  sequence.pending = sequence.pending.map(move);
};

/** Returns the oldest item that isn't done, if any: the first pending one, or the one that the scanner is in. */
export const oldestSpan = (sequence: Sequence): Span | undefined =>
  sequence.pending[0] ?? (sequence.mode === "between" ? undefined : sequence.item);

/**
 * A key after an object and a comma belongs to this object, which then closed too early, or to a next one that lost its
 * opening brace: to the next one if the object begins with the same key.
 *
 * @returns The key, as the beginning of the next object; then the object is done.
 */
export const confirmSibling = (sequence: Sequence, bytes: Buffer): Span | undefined => {
  const [object, key] = sequence.pending;
  if (object === undefined || key?.isScalar !== true) return undefined;
  let first = object.start + 1;
  while (isBlankByte(bytes[first])) first += 1;
  const keyBytes = bytes.subarray(key.start, key.end);
  if (!keyBytes.equals(bytes.subarray(first, first + keyBytes.length))) return undefined;
  sequence.done.push(object);
  sequence.pending = [key];
  return key;
};
