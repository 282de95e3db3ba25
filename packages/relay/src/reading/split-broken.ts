import {
  addCounts,
  closesLists,
  closesMore,
  countBrackets,
  leavesBothOpen,
  startCount,
  type BracketCount,
} from "./count-brackets.ts";
import { byte, byteOrderMark, isBlankByte } from "./json-bytes.ts";
import { scanSequence, type Stop } from "./scan-sequence.ts";
import { confirm, createSequence, oldestSpan, type Sequence } from "./sequence.ts";

/** A part of a text: an item, or what is broken between two. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isBroken: boolean;
}

/** What a text that begins with a broken item is made of. */
export interface Split {
  readonly pieces: readonly Piece[];
  /** How many lists are open behind the last piece. */
  readonly listDepth: number;
  /** Whether the text ends with all lists closed, and items were found in it. */
  readonly isClosed: boolean;
}

/** What is known about a text that begins with a broken item. */
interface SplitOptions {
  /** The byte that shows it. */
  readonly brokenAt: number;
  /** How many lists are open around the broken item. */
  readonly listDepth: number;
  /** Whether an item must follow a closing brace directly, as where items don't share lines. */
  readonly isOnlyGlued: boolean;
}

const beforeItem = new Set<number | undefined>([
  byte.comma,
  byte.openBracket,
  byte.closeBrace,
  byte.recordSeparator,
  byteOrderMark[2],
]);

/** Whether an object may begin at a brace: behind what stands between items, and with a key or empty. */
const mayBeItem = (text: Buffer, brace: number, { brokenAt, isOnlyGlued }: SplitOptions): boolean => {
  let before = brace - 1;
  while (isBlankByte(text[before])) before -= 1;
  const isBehindItem = isOnlyGlued ? text[before] === byte.closeBrace : beforeItem.has(text[before]);
  // Where no object may begin, an item was cut off.
  const isAtCut = brace === brokenAt && !isOnlyGlued && text[before] !== byte.colon;
  if (!isBehindItem && !isAtCut) return false;
  let after = brace + 1;
  while (isBlankByte(text[after])) after += 1;
  return text[after] === byte.quote || text[after] === byte.closeBrace;
};

const findCandidate = (text: Buffer, from: number, options: SplitOptions): number => {
  let brace = text.indexOf(byte.openBrace, from);
  while (brace !== -1 && !mayBeItem(text, brace, options)) brace = text.indexOf(byte.openBrace, brace + 1);
  return brace;
};

/** Items in a row, from a candidate to the end or to where they break off. */
interface Chain {
  readonly sequence: Sequence;
  readonly index: number;
  readonly stop: Stop;
}

const scanChain = (text: Buffer, from: number, listDepth: number): Chain => {
  const sequence = createSequence(1, listDepth);
  const { index, stop } = scanSequence(sequence, text, { from, to: text.length, stopsAtLines: false });
  if (sequence.mode === "between") confirm(sequence);
  return { sequence, index, stop };
};

/** All attempts together scan no more than this many times the text. */
const maxScans = 2;

/** What was found so far. */
interface Progress {
  pieces: Piece[];
  /** Where the broken part begins that is being passed over. */
  brokenStart: number;
  /** The brackets of this part, as far as they are counted. */
  count: BracketCount;
  /** The brackets of the broken parts before it. */
  countBefore: BracketCount;
}

/**
 * Items between two broken parts may be the elements of a list inside an item that lost its opening bracket, or has a
 * closing one too many. Then a later part closes more than it opens, and they belong to it.
 */
const mergeIfNested = (progress: Progress, listDepth: number): void => {
  if (progress.pieces.length === 0 || !closesMore(progress.count, listDepth)) return;
  progress.count = addCounts(progress.countBefore, progress.count);
  progress.countBefore = startCount(0, 0);
  progress.pieces = [];
  progress.brokenStart = 0;
};

const accept = (progress: Progress, chain: Chain, candidate: number): void => {
  progress.pieces.push({ start: progress.brokenStart, end: candidate, isBroken: true });
  for (const { start, end } of chain.sequence.done) progress.pieces.push({ start, end, isBroken: false });
  progress.countBefore = addCounts(progress.countBefore, progress.count);
};

/** Ends with a broken part, which may hold the bracket that closes the list. */
const endBroken = (text: Buffer, progress: Progress, listDepth: number): Split => {
  countBrackets(progress.count, text, text.length);
  mergeIfNested(progress, listDepth);
  const isClosed = progress.pieces.length > 0 && closesLists(progress.count, listDepth);
  progress.pieces.push({ start: progress.brokenStart, end: text.length, isBroken: true });
  return { pieces: progress.pieces, listDepth: isClosed ? 0 : listDepth, isClosed };
};

/**
 * Splits a text that begins with a broken item into its items and what is broken between them. What lies inside a
 * broken item is never taken for an item: a row of objects counts as items only where brackets and commas go on as they
 * do between items up to the end of the text or the next broken item, and where the broken part before it has not left
 * both an object and a list open. Where nothing tells, all of it is one broken part.
 */
export const splitBroken = (text: Buffer, options: SplitOptions): Split => {
  const { brokenAt, listDepth } = options;
  const progress: Progress = {
    pieces: [],
    brokenStart: 0,
    count: startCount(0, brokenAt),
    countBefore: startCount(0, 0),
  };
  let scansLeft = maxScans * text.length;
  let from = 1;
  for (;;) {
    const candidate = findCandidate(text, from, options);
    if (candidate === -1 || scansLeft < 0) return endBroken(text, progress, listDepth);
    countBrackets(progress.count, text, candidate);
    const chain = scanChain(text, candidate, listDepth);
    scansLeft -= chain.index - candidate;
    const { sequence, stop } = chain;
    if (stop === "broken" && sequence.done.length === 0) {
      from = candidate + 1;
      continue;
    }
    if (stop !== "inside") mergeIfNested(progress, 0);
    if (stop === "inside" || leavesBothOpen(progress.count)) {
      from = Math.max(chain.index, candidate + 1);
      continue;
    }
    accept(progress, chain, candidate);
    const rest = oldestSpan(sequence);
    if (rest === undefined) {
      return { pieces: progress.pieces, listDepth: sequence.listDepth, isClosed: sequence.listDepth === 0 };
    }
    progress.brokenStart = rest.start;
    progress.count = startCount(rest.start, chain.index);
    if (stop === "end") return endBroken(text, progress, sequence.listDepth);
    from = rest.start + 1;
  }
};
