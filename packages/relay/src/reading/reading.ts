import type { Invalid } from "@email-events/core";
import { createByteWindow, type ByteWindow } from "./byte-window.ts";
import type { Damage } from "./find-resumption.ts";
import type { Item } from "./item.ts";
import { countNewlines } from "./next-line.ts";
import { isBlankByte } from "./json-bytes.ts";
import { createSequence, oldestSpan, rebase, startLine, type Sequence, type Span } from "./sequence.ts";
import type { Piece } from "./split-broken.ts";

const headBytes = 1_000;

/** The beginning of an item that is too large to be kept. */
interface Dropped {
  readonly head: Buffer;
  readonly line: number;
  readonly sizeBytes: number;
}

/** Where a reader of items stands. */
export interface Reading {
  readonly maxItemBytes: number;
  readonly window: ByteWindow;
  readonly sequence: Sequence;
  bytes: Buffer;
  /** Up to where the bytes are scanned. */
  index: number;
  items: Item[];
  damage: Damage | undefined;
  /** What was dropped of the item that the bytes at hand begin in. */
  dropped: Dropped | undefined;
  /** How a broken line is indented; what follows it further in is a part of it. */
  brokenIndent: number | undefined;
  /** Whether the input ended in a broken item, which may hold the end of an open list. */
  endsBroken: boolean;
}

/** Creates a reading at the beginning of the input. */
export const createReading = (maxItemBytes: number): Reading => ({
  maxItemBytes,
  window: createByteWindow(),
  sequence: createSequence(),
  bytes: Buffer.alloc(0),
  index: 0,
  items: [],
  damage: undefined,
  dropped: undefined,
  brokenIndent: undefined,
  endsBroken: false,
});

const copyHead = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, headBytes));

const partOfBroken: Invalid = {
  status: "invalid",
  issues: [{ pointer: "", code: "json", expected: "JSON", received: "a part of a broken event" }],
};

/** Whether what begins in a line that is indented so far belongs to a broken line before it. */
export const isPartOfBroken = (reading: Reading, indent: number): boolean => {
  if (reading.brokenIndent !== undefined && indent <= reading.brokenIndent) reading.brokenIndent = undefined;
  return reading.brokenIndent !== undefined;
};

interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** How many blanks the line begins with. */
  readonly indent: number;
}

const emit = (reading: Reading, { start, end, line, indent }: Place): void => {
  const isPart = isPartOfBroken(reading, indent);
  const { dropped, maxItemBytes } = reading;
  const bytes = reading.bytes.subarray(start, end);
  const sizeBytes = bytes.length + (dropped?.sizeBytes ?? 0);
  reading.dropped = undefined;
  reading.items.push(
    dropped === undefined && sizeBytes <= maxItemBytes
      ? { kind: "whole", line, bytes, ...(isPart && { parsed: partOfBroken }) }
      : { kind: "too-large", line: dropped?.line ?? line, sizeBytes, head: dropped?.head ?? copyHead(bytes) },
  );
};

/** Passes on the items that the scanner is done with. */
export const emitDone = (reading: Reading): void => {
  if (reading.sequence.done.length === 0) return;
  for (const span of reading.sequence.done) emit(reading, span);
  reading.sequence.done = [];
};

/** Passes on the pieces of a text that begins with a broken item. */
export const emitPieces = (reading: Reading, span: Span, pieces: readonly Piece[]): void => {
  let { line } = span;
  let counted = span.start;
  for (const piece of pieces) {
    const start = span.start + piece.start;
    let end = span.start + piece.end;
    while (end > start && isBlankByte(reading.bytes[end - 1])) end -= 1;
    line += countNewlines(reading.bytes, counted, start);
    counted = start;
    emit(reading, { start, end, line, indent: span.indent });
  }
};

/** Goes on between items behind a broken one, at the beginning of a line. */
export const resume = (reading: Reading, from: Span, next: number, listDepth: number): void => {
  const { sequence } = reading;
  sequence.pending = [];
  sequence.isAfterComma = false;
  sequence.listDepth = listDepth;
  startLine(sequence, from.line + countNewlines(reading.bytes, from.start, next));
  reading.index = next;
  reading.damage = undefined;
};

const moveDamage = (damage: Damage, released: number): Damage => ({
  ...damage,
  span: { ...damage.span, start: damage.span.start - released },
  at: damage.at - released,
  tried: Math.max(0, damage.tried - released),
});

/** Drops the beginning of an item that is too large, and keeps its head, its line and its size. */
export const drop = (reading: Reading, span: Span): void => {
  const { dropped } = reading;
  const bytes = reading.bytes.subarray(span.start);
  reading.dropped = {
    head: dropped?.head ?? copyHead(bytes),
    line: dropped?.line ?? span.line,
    sizeBytes: bytes.length + (dropped?.sizeBytes ?? 0),
  };
};

/** Releases the bytes that no item needs any more. */
export const release = (reading: Reading): void => {
  const { damage, sequence, index } = reading;
  const released = damage?.span.start ?? oldestSpan(sequence)?.start ?? index;
  reading.window.release(released);
  reading.bytes = reading.bytes.subarray(released);
  reading.index -= released;
  rebase(sequence, released);
  if (damage !== undefined) reading.damage = moveDamage(damage, released);
};
