import type { Item, ItemReader } from "./item.ts";
import { createItemBuffer, type ItemBuffer } from "./item-buffer.ts";
import { byte, isBlankByte } from "./json-bytes.ts";

/**
 * Where the scanner stands: between items, in a number or word at the top, inside an object or list, inside a string, or
 * in an item that is no JSON and goes on until a line begins as items do.
 */
type Mode = "between" | "token" | "structure" | "string" | "broken";

interface Scan {
  readonly buffer: ItemBuffer;
  /** Which bracket is open, per depth. Deeper than this they are only counted: such an item is refused anyway. */
  readonly kinds: Uint8Array;
  items: Item[];
  chunk: Buffer;
  mode: Mode;
  /** Whether a list at the top is open. */
  isInList: boolean;
  line: number;
  /** How many blanks the line began with. */
  indent: number;
  /** Whether nothing but blanks came in the line. */
  isIndenting: boolean;
  /** Where in the chunk the item begins; 0 when it began in an earlier one. */
  start: number;
  itemLine: number;
  /** How many blanks the line of the first item of all began with. */
  firstIndent: number | undefined;
  /** After a broken item, the next one begins a line no further in than this. */
  margin: number;
  depth: number;
  /** The last byte of the structure that isn't blank. */
  previous: number;
  isEscaped: boolean;
}

const isOpening = (value: number): boolean => value === byte.openBrace || value === byte.openBracket;
const isClosing = (value: number): boolean => value === byte.closeBrace || value === byte.closeBracket;

const inside = (scan: Scan): number | undefined => scan.kinds[scan.depth - 1];

/** Where JSON allows a bracket to open: in an object after a colon, in a list after its bracket or a comma. */
const mayOpen = (scan: Scan): boolean => {
  const kind = inside(scan);
  if (kind === byte.openBrace) return scan.previous === byte.colon;
  return kind === undefined || scan.previous === byte.openBracket || scan.previous === byte.comma;
};

/** In ASCII a closing bracket lies two places behind its opening one. */
const mayClose = (scan: Scan, value: number): boolean => (inside(scan) ?? value - 2) === value - 2;

const openBracket = (scan: Scan, value: number): void => {
  if (scan.depth < scan.kinds.length) scan.kinds[scan.depth] = value;
  scan.depth += 1;
};

const begin = (scan: Scan, value: number, index: number): void => {
  scan.start = index;
  scan.itemLine = scan.line;
  scan.firstIndent ??= scan.indent;
  // A broken item may begin anywhere in its line; the first item of all mostly stands where they all do.
  scan.margin = Math.max(scan.firstIndent, scan.indent);
  scan.previous = value;
  scan.mode = value === byte.quote ? "string" : isOpening(value) ? "structure" : "token";
  if (scan.mode === "structure") openBracket(scan, value);
};

const finish = (scan: Scan, until: number): void => {
  scan.buffer.add(scan.chunk.subarray(scan.start, until));
  scan.items.push(scan.buffer.take(scan.itemLine));
  scan.mode = "between";
  scan.depth = 0;
  scan.isEscaped = false;
};

/** Each takes one byte, and returns whether it has to be looked at again in the mode that it led to. */
const steps: { readonly [M in Mode]: (scan: Scan, value: number, index: number) => boolean } = {
  between: (scan, value, index) => {
    if (isBlankByte(value) || value === byte.comma) return false;
    if (value === byte.openBracket && !scan.isInList) scan.isInList = true;
    else if (value === byte.closeBracket && scan.isInList) scan.isInList = false;
    else begin(scan, value, index);
    return false;
  },
  token: (scan, value, index) => {
    const ends = value === byte.newline || value === byte.comma || value === byte.closeBracket;
    if (ends) finish(scan, index);
    return ends;
  },
  structure: (scan, value, index) => {
    if (isBlankByte(value)) return false;
    if (value === byte.quote) scan.mode = "string";
    else if ((isOpening(value) && !mayOpen(scan)) || (isClosing(value) && !mayClose(scan, value))) {
      scan.mode = "broken";
      return true;
    } else if (isOpening(value)) openBracket(scan, value);
    else if (isClosing(value) && (scan.depth -= 1) === 0) finish(scan, index + 1);
    scan.previous = value;
    return false;
  },
  string: (scan, value, index) => {
    if (scan.isEscaped) scan.isEscaped = false;
    else if (value === byte.backslash) scan.isEscaped = true;
    else if (value === byte.newline) scan.mode = "broken";
    else if (value === byte.quote && scan.depth > 0) scan.mode = "structure";
    else if (value === byte.quote) finish(scan, index + 1);
    return false;
  },
  broken: (scan, value, index) => {
    const isNextItem = value === byte.openBrace && scan.isIndenting && scan.indent <= scan.margin;
    if (isNextItem) finish(scan, index);
    return isNextItem;
  },
};

/** The bytes that mean something in a string. */
const isSpecialInString = Uint8Array.from({ length: 256 }, (_, value) =>
  Number(value === byte.quote || value === byte.backslash || value === byte.newline),
);

/** Passes over what means nothing in a string: most of a document is that. */
const skipPlain = (chunk: Buffer, from: number): number => {
  let index = from;
  while (index < chunk.length && isSpecialInString[chunk[index] ?? 0] === 0) index += 1;
  return index;
};

const push = (scan: Scan, chunk: Buffer): readonly Item[] => {
  scan.items = [];
  scan.chunk = chunk;
  scan.start = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    if (scan.mode === "string" && !scan.isEscaped) index = skipPlain(chunk, index);
    const value = chunk[index];
    if (value === undefined) break;
    // Half of a pretty-printed document is spaces.
    if (value === byte.space && scan.mode === "structure") {
      if (scan.isIndenting) scan.indent += 1;
      continue;
    }
    // A byte leads through at most two modes: the end of one item and the beginning of the next.
    for (let again = true; again;) again = steps[scan.mode](scan, value, index);
    if (value === byte.newline) {
      scan.line += 1;
      scan.indent = 0;
      scan.isIndenting = true;
    } else if (scan.isIndenting && isBlankByte(value)) scan.indent += 1;
    else scan.isIndenting = false;
  }
  if (scan.mode !== "between") scan.buffer.add(chunk.subarray(scan.start));
  return scan.items;
};

const end = (scan: Scan): readonly Item[] => {
  scan.items = [];
  scan.chunk = Buffer.alloc(0);
  scan.start = 0;
  if (scan.mode !== "between") finish(scan, 0);
  // A list that ends without its bracket was cut off: say so, as an item that isn't there.
  else if (scan.isInList) scan.items.push({ kind: "whole", line: scan.line, bytes: scan.chunk });
  return scan.items;
};

/**
 * Cuts a JSON document that spreads over lines into items: the elements of lists at the top, and objects at the top. It
 * keeps at most one item and never parses; whether an item is JSON shows later. What stands between items (commas,
 * blanks) isn't judged.
 *
 * An item that can't be JSON (a string that holds a line break, a bracket where none may be) goes on to the next line
 * that begins with `{` no further in than the item's own line or the first item's, so that one broken item doesn't
 * take the others along.
 *
 * @param maxItemBytes - The largest item that is kept.
 */
export const readDocument = (maxItemBytes: number): ItemReader => {
  const scan: Scan = {
    buffer: createItemBuffer(maxItemBytes),
    kinds: new Uint8Array(1_024),
    items: [],
    chunk: Buffer.alloc(0),
    mode: "between",
    isInList: false,
    line: 1,
    indent: 0,
    isIndenting: true,
    start: 0,
    itemLine: 1,
    firstIndent: undefined,
    margin: 0,
    depth: 0,
    previous: 0,
    isEscaped: false,
  };
  return { push: (chunk) => push(scan, chunk), end: () => end(scan) };
};
