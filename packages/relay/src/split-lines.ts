import { byte } from "./json-bytes.ts";
import { findNextLine, lastByte } from "./next-line.ts";
import { confirm, createSequence, scanSequence } from "./sequence.ts";
import type { Piece } from "./split-broken.ts";

/** The items of one line, or none when they don't end with it. */
const readLine = (text: Buffer, start: number, end: number, listDepth: number): readonly Piece[] => {
  const sequence = createSequence(1, listDepth);
  const { stop } = scanSequence(sequence, text, { from: start, to: end, stopsAtLines: false });
  if (stop !== "end" || sequence.mode !== "between" || sequence.listDepth !== listDepth) return [];
  confirm(sequence);
  return sequence.done.map((span) => ({ start: span.start, end: span.end, isBroken: false }));
};

/**
 * Splits a text whose first line is a broken item into its lines, each an item of its own or broken. A line that is
 * indented further than the first belongs to the line before it.
 *
 * @param indent - How many blanks the first line begins with.
 * @returns `undefined` when the lines are those of a list inside of an item: in no list, but with commas.
 */
export const splitLines = (text: Buffer, indent: number, listDepth: number): readonly Piece[] | undefined => {
  const pieces: Piece[] = [];
  let brokenStart = 0;
  let newline = text.indexOf(byte.newline);
  while (newline !== -1) {
    const line = findNextLine(text, newline + 1, true);
    if (line?.lead === undefined) break;
    newline = text.indexOf(byte.newline, line.start);
    const end = newline === -1 ? text.length : newline;
    if (listDepth === 0 && lastByte(text, line.start, end) === byte.comma) return undefined;
    if (line.indent > indent) continue;
    const items = readLine(text, line.start, end, listDepth);
    if (brokenStart !== -1) pieces.push({ start: brokenStart, end: line.start, isBroken: true });
    brokenStart = items.length === 0 ? line.start : -1;
    for (const item of items) pieces.push(item);
  }
  if (brokenStart !== -1) pieces.push({ start: brokenStart, end: text.length, isBroken: true });
  return pieces;
};
