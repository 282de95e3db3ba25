import { byte } from "./json-bytes.ts";
import { findNextLine, lastByte } from "./next-line.ts";
import { scanSequence } from "./scan-sequence.ts";
import { confirm, createSequence } from "./sequence.ts";
import type { Piece } from "./split-broken.ts";

/** What lines are made of. */
export interface Lines {
  readonly pieces: readonly Piece[];
  /** How many lists are open behind the last line. */
  readonly listDepth: number;
}

/** The items of one line; `undefined` when they don't end with it. */
const readLine = (text: Buffer, start: number, end: number, listDepth: number): Lines | undefined => {
  const sequence = createSequence(1, listDepth);
  const { stop } = scanSequence(sequence, text, { from: start, to: end, stopsAtLines: false });
  if (stop !== "end" || sequence.mode !== "between" || sequence.listDepth > listDepth) return undefined;
  confirm(sequence);
  const pieces = sequence.done.map((span) => ({ start: span.start, end: span.end, isBroken: false }));
  return { pieces, listDepth: sequence.listDepth };
};

/**
 * Splits a text whose first line is a broken item into its lines, each of which is made of items or broken. A line that
 * is indented further than the first belongs to the line before it.
 *
 * @param indent - How many blanks the first line begins with.
 * @returns `undefined` when the lines are those of a list inside of an item: in no list, but with commas.
 */
export const splitLines = (text: Buffer, indent: number, listDepth: number): Lines | undefined => {
  const pieces: Piece[] = [];
  let brokenStart: number | undefined = 0;
  let depth = listDepth;
  let newline = text.indexOf(byte.newline);
  while (newline !== -1) {
    const next = findNextLine(text, newline + 1, true);
    if (next?.lead === undefined) break;
    newline = text.indexOf(byte.newline, next.start);
    const end = newline === -1 ? text.length : newline;
    if (listDepth === 0 && lastByte(text, next.start, end) === byte.comma) return undefined;
    if (next.indent > indent) continue;
    const line = readLine(text, next.start, end, depth);
    if (brokenStart !== undefined) pieces.push({ start: brokenStart, end: next.start, isBroken: true });
    brokenStart = line === undefined ? next.start : undefined;
    for (const piece of line?.pieces ?? []) pieces.push(piece);
    depth = line?.listDepth ?? depth;
  }
  if (brokenStart !== undefined) pieces.push({ start: brokenStart, end: text.length, isBroken: true });
  return { pieces, listDepth: depth };
};
