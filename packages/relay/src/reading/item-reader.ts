import { findResumption, splitDamage, startDamage, type Damage } from "./find-resumption.ts";
import type { Item, ItemReader } from "./item.ts";
import { byte } from "./json-bytes.ts";
import { countNewlines, lastByte } from "./next-line.ts";
import { parseJson } from "./parse-json.ts";
import { createReading, drop, emitDone, emitPieces, isPartOfBroken, release, resume, type Reading } from "./reading.ts";
import { beginObject, scanSequence } from "./scan-sequence.ts";
import { confirm, confirmSibling, oldestSpan, startLine, type Span } from "./sequence.ts";
import type { Piece } from "./split-broken.ts";
import { splitLines } from "./split-lines.ts";

/** The issues of a text that may still begin with a whole item. */
const mayBeLonger = new Set(["json", "utf8"]);

/** Reads the object that begins a line, if it ends with it; returns whether it does. */
const readLine = (reading: Reading): boolean => {
  const { bytes, index, sequence } = reading;
  const newline = bytes.indexOf(byte.newline, index);
  if (newline === -1 || newline - index > reading.maxItemBytes) return false;
  if (lastByte(bytes, index, newline) !== byte.closeBrace || isPartOfBroken(reading, sequence.indent)) return false;
  const line = bytes.subarray(index, newline);
  const parsed = parseJson(line);
  if (parsed.status === "invalid" && parsed.issues.some(({ code }) => mayBeLonger.has(code))) return false;
  reading.items.push({ kind: "whole", line: sequence.line, bytes: line, parsed });
  sequence.style = "alone";
  sequence.listIndent ??= sequence.indent;
  startLine(sequence, sequence.line + 1);
  reading.index = newline + 1;
  return true;
};

/** Reads the objects that begin lines and, as they nearly always do, end with them: then their ends need no scan. */
const readLines = (reading: Reading): void => {
  while (readLine(reading)) if (reading.bytes[reading.index] !== byte.openBrace) return;
  beginObject(reading.sequence, reading.index);
  reading.index += 1;
};

/** Passes on what a broken text is made of, and goes on between items at the beginning of a line. */
const goOn = (
  reading: Reading,
  span: Span,
  { pieces, next, listDepth }: { readonly pieces: readonly Piece[]; readonly next: number; readonly listDepth: number },
): void => {
  emitPieces(reading, span, pieces);
  resume(reading, span, next, listDepth);
  reading.endsBroken = next === reading.bytes.length && pieces.at(-1)?.isBroken === true;
};

/** The beginning of the line that a place is in. */
const lineStart = (bytes: Buffer, place: number): number =>
  place === 0 ? 0 : bytes.lastIndexOf(byte.newline, place - 1) + 1;

/** If each item has its own line, a cut-off item seems to go on in the next lines: splits the text into lines again. */
const repairLines = (reading: Reading, damage: Damage): boolean => {
  const { span, style, at, isPretty, listDepth } = damage;
  const { bytes } = reading;
  const end = at === bytes.length ? at : lineStart(bytes, at);
  if (!span.isFirst || isPretty || end <= span.start) return false;
  const isNextLine = bytes[at] === byte.openBrace && lastByte(bytes, end, at) === undefined;
  if (style !== "alone" && !(style === "unknown" && isNextLine)) return false;
  const lines = splitLines(bytes.subarray(span.start, end), span.indent, listDepth);
  if (lines === undefined) {
    damage.isPretty = true;
    return false;
  }
  goOn(reading, span, { ...lines, next: end });
  return true;
};

/** Handles a broken item without an end within the size limit: what follows the limit can't be inside of an event. */
const repairWindow = (reading: Reading, damage: Damage): boolean => {
  const { bytes, sequence } = reading;
  const { span, listDepth } = damage;
  const split = splitDamage(damage, bytes, bytes.length);
  const last = split.pieces.at(-1);
  if (last?.isBroken === true && last.start === 0) {
    const newlines = countNewlines(bytes, span.start, bytes.length);
    drop(reading, span);
    const isFirst = span.isFirst && newlines === 0;
    const moved: Span = { ...span, start: bytes.length, line: span.line + newlines, isFirst };
    reading.damage = { ...damage, span: moved, at: bytes.length, tried: bytes.length };
    return false;
  }
  const isUnfinished = last?.isBroken === true;
  emitPieces(reading, span, isUnfinished ? split.pieces.slice(0, -1) : split.pieces);
  const next = isUnfinished ? span.start + last.start : bytes.length;
  resume(reading, span, next, isUnfinished && split.isClosed ? listDepth : split.listDepth);
  sequence.isLineStart = false;
  sequence.isIndenting = false;
  sequence.indent = span.indent;
  return true;
};

/** Goes on behind a broken item; returns whether it could. */
const repair = (reading: Reading, damage: Damage, isEnd: boolean): boolean => {
  if (repairLines(reading, damage)) return true;
  const found = findResumption(damage, reading.bytes, isEnd);
  if (found !== undefined) {
    goOn(reading, damage.span, { ...found.split, next: found.next });
    if (found.isLine) reading.brokenIndent ??= damage.span.indent;
    return true;
  }
  const isTooLong = reading.bytes.length - damage.span.start > reading.maxItemBytes;
  return isTooLong && repairWindow(reading, damage);
};

/** Reads what the bytes at hand hold. */
const advance = (reading: Reading, isEnd: boolean): void => {
  const { sequence } = reading;
  for (;;) {
    if (reading.damage !== undefined) {
      if (!repair(reading, reading.damage, isEnd)) return;
      continue;
    }
    const { bytes } = reading;
    const { index, stop } = scanSequence(sequence, bytes, {
      from: reading.index,
      to: bytes.length,
      stopsAtLines: true,
    });
    reading.index = index;
    emitDone(reading);
    const oldest = oldestSpan(sequence);
    if (stop === "line") readLines(reading);
    else if (stop === "end" && (!isEnd || oldest === undefined || sequence.mode === "between")) return;
    else if (oldest !== undefined) {
      reading.damage = startDamage(sequence, bytes, confirmSibling(sequence, bytes) ?? oldest, index);
      emitDone(reading);
    }
  }
};

/** Drops the beginning of an item that is over the limit, and reads on without keeping what follows. */
const dropTooLarge = (reading: Reading): void => {
  const { sequence, bytes } = reading;
  const oldest = oldestSpan(sequence);
  if (reading.damage !== undefined || oldest === undefined) return;
  if (bytes.length - oldest.start <= reading.maxItemBytes) return;
  confirm(sequence);
  emitDone(reading);
  if (sequence.mode === "between") return;
  drop(reading, sequence.item);
  sequence.item = { ...sequence.item, start: bytes.length };
};

const takeItems = (reading: Reading): readonly Item[] => {
  const { items } = reading;
  reading.items = [];
  return items;
};

const push = (reading: Reading, chunk: Buffer): readonly Item[] => {
  reading.bytes = reading.window.append(chunk);
  advance(reading, false);
  dropTooLarge(reading);
  release(reading);
  return takeItems(reading);
};

/**
 * Takes a chunk up to the end of its first line, and then the rest: where an item ended with that line, no bytes are left
 * over, and the rest needn't be copied behind them.
 */
const pushLineFirst = (reading: Reading, chunk: Buffer): readonly Item[] => {
  const start = reading.bytes.length === 0 ? 0 : chunk.indexOf(byte.newline) + 1;
  if (start === 0 || start === chunk.length) return push(reading, chunk);
  const first = push(reading, chunk.subarray(0, start));
  const rest = push(reading, chunk.subarray(start));
  return first.length === 0 ? rest : [...first, ...rest];
};

const end = (reading: Reading, isFailure: boolean): readonly Item[] => {
  const { sequence } = reading;
  // The last line of a file may lack its end.
  reading.bytes = reading.window.append(Buffer.from("\n"));
  advance(reading, true);
  confirm(sequence);
  emitDone(reading);
  // A list that ends without its bracket was cut off: that counts as an item that isn't there.
  if (sequence.listDepth > 0 && !isFailure && !reading.endsBroken) {
    reading.items.push({ kind: "whole", line: sequence.line - 1, bytes: Buffer.alloc(0) });
  }
  return takeItems(reading);
};

/**
 * Creates a reader that cuts bytes into items: JSON values that lie in no object. How they are written makes no
 * difference, and may change from one to the next: a line each, over several lines, glued to one another, in lists, in
 * lists of lists, with commas, byte order marks or record separators (RFC 7464) between them.
 *
 * A broken item becomes one item. It doesn't include other items if their beginnings can be recognized, and nothing that
 * may be inside of it becomes an item. The time is linear in the number of bytes, and no more bytes than about twice the
 * limit and a chunk are kept.
 *
 * @param maxItemBytes - The largest item that is kept; what is larger comes as `too-large`.
 */
export const createItemReader = (maxItemBytes: number): ItemReader => {
  const reading = createReading(maxItemBytes);
  return {
    push: (chunk) => pushLineFirst(reading, chunk),
    end: (isFailure) => end(reading, isFailure),
  };
};
