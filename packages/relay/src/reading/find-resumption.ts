import { byte } from "./json-bytes.ts";
import { findNextLine, isSpace, lastByte, type NextLine } from "./next-line.ts";
import type { Sequence, Span, Style } from "./sequence.ts";
import { splitBroken, type Split } from "./split-broken.ts";

/** A broken item whose end is being looked for. */
export interface Damage {
  /** The item, where it begins. */
  readonly span: Span;
  /** Whether the item is a key, so that its object lost its opening brace. */
  readonly isHeadless: boolean;
  /** The position of the byte that shows that the item is broken. */
  readonly at: number;
  /** How the items before it were written. */
  readonly style: Style;
  readonly listDepth: number;
  /** The blanks that the first line of the open list begins with. */
  readonly listIndent: number;
  /** Whether several blanks follow its first byte. */
  readonly isIndented: boolean;
  /** Whether its lines are those of a value that is written over several lines. */
  isPretty: boolean;
  /** Whether items are ended by a record separator. */
  readonly endsAtSeparator: boolean;
  /** Whether the lines of a value that is written over several lines aren't indented. */
  isFlat: boolean;
  /** Up to where line breaks were tried. */
  tried: number;
}

/** Where the first line break is that can end the item: before the broken byte when that begins a line. */
const firstLineBreak = (bytes: Buffer, start: number, at: number): number => {
  const before = at === 0 ? -1 : bytes.lastIndexOf(byte.newline, at - 1);
  return before > start && lastByte(bytes, before + 1, at) === undefined ? before : at;
};

/**
 * Begins to look for the end of a broken item.
 *
 * @param span - The item, or the first of those that turned out to be parts of it.
 * @param at - The byte that shows it.
 */
export const startDamage = (sequence: Sequence, bytes: Buffer, span: Span, at: number): Damage => {
  const { container } = sequence;
  const isInContainer = sequence.mode === "container";
  return {
    span,
    isHeadless: span.isScalar && bytes[span.start] === byte.quote && bytes[at] === byte.colon,
    at,
    style: sequence.style,
    listDepth: sequence.listDepth,
    listIndent: sequence.listIndent ?? 0,
    isIndented: isSpace(bytes[span.start + 1]) && isSpace(bytes[span.start + 2]),
    isPretty: isInContainer && container.isPretty,
    endsAtSeparator: sequence.followsSeparator,
    isFlat: sequence.isFlat || (isInContainer && container.isFlat),
    tried: firstLineBreak(bytes, span.start, at),
  };
};

/** Where reading goes on after a broken item. */
export interface Resumption {
  /** The end of the text that begins with the broken item. */
  readonly end: number;
  readonly next: number;
  readonly split: Split;
  /** Whether the item is a line, the next of which wasn't looked at. */
  readonly isLine?: true;
}

/** What to do about a damage: go on, or wait for more bytes. */
type Found = Resumption | undefined;

const single = (damage: Damage, end: number): Split => ({
  pieces: [{ start: 0, end: end - damage.span.start, isBroken: true }],
  listDepth: damage.listDepth,
  isClosed: false,
});

/** Whether a line ends as one does that holds the rest of an object. */
const endsObject = (bytes: Buffer, start: number, newline: number): boolean => {
  const last = lastByte(bytes, start, newline);
  const end = last === byte.comma ? lastByte(bytes, start, bytes.lastIndexOf(byte.comma, newline)) : last;
  return end === byte.closeBrace;
};

/** Whether the item begins its line, and nothing speaks for one that goes on behind this line. */
const mayEndWithLine = ({ span, style, isPretty }: Damage, bytes: Buffer, newline: number): boolean => {
  if (!span.isFirst || (style !== "alone" && style !== "unknown") || isPretty) return false;
  return lastByte(bytes, bytes.indexOf(byte.newline, span.start), newline) === undefined;
};

const isOpening = (value: number | undefined): boolean => value === byte.openBrace || value === byte.openBracket;

/** Whether the end of the broken line ends the broken item: then it is set aside before the next line comes. */
const endsWithLine = (damage: Damage, bytes: Buffer, newline: number): boolean =>
  damage.listDepth === 0 &&
  mayEndWithLine(damage, bytes, newline) &&
  (!damage.isHeadless || endsObject(bytes, damage.span.start, newline));

/** Whether the broken item ends before the next line, as the beginning of that line shows. */
const endsBeforeLine = (damage: Damage, bytes: Buffer, newline: number, { lead, indent }: NextLine): boolean => {
  const { span, style, isHeadless } = damage;
  if (indent > span.indent || !mayEndWithLine(damage, bytes, newline)) return false;
  if (!isHeadless) return isOpening(lead) || style === "alone";
  const previous = lastByte(bytes, span.start, newline);
  return isOpening(lead) && previous !== byte.colon && previous !== byte.openBracket;
};

/** The largest indentation at which a line can begin with an item. */
const marginOf = ({ span, isHeadless, listDepth, listIndent }: Damage): number => {
  const indent = isHeadless ? span.indent - 1 : span.indent;
  if (listDepth === 0 || listIndent === span.indent) return indent;
  // A broken item may begin anywhere in its line; the first item of a list mostly stands where they all do.
  return span.isScalar ? listIndent : Math.max(indent, listIndent);
};

/** Whether the next line begins where items begin, as its first byte and its indentation tell. */
const beginsLikeItems = (damage: Damage, bytes: Buffer, newline: number, line: NextLine): boolean => {
  const { lead, indent, isAlone, isIndented } = line;
  const { span, listDepth } = damage;
  const previous = lastByte(bytes, span.start, newline);
  // Closing and opening brackets in a row, with no comma between them, stand in no value.
  if (damage.isFlat) return isOpening(lead) && previous === (listDepth === 0 ? byte.closeBrace : byte.closeBracket);
  if (indent > marginOf(damage) || previous === byte.colon || previous === byte.openBracket) return false;
  // A brace in the place of a line's indentation is the wrong byte itself.
  if (isIndented && !damage.isIndented) return false;
  if (lead === byte.openBracket) return listDepth === 0 || previous === byte.closeBracket;
  return lead === byte.openBrace || (isAlone && listDepth > 0);
};

/** The lists that are open after a broken part; a bracket that ends a line with items in a list closes that list. */
const closeList = (damage: Damage, bytes: Buffer, split: Split, end: number, lead: number | undefined): Split => {
  if (split.isClosed || split.pieces.length > 1 || damage.listDepth === 0 || lead === byte.closeBracket) return split;
  const { start } = damage.span;
  if (lastByte(bytes, start, end) !== byte.closeBracket || bytes.subarray(start, end).includes(byte.newline))
    return split;
  return { ...split, listDepth: Math.max(0, split.listDepth - 1) };
};

/** Splits the text from the beginning of the broken item. */
export const splitDamage = ({ span, at, style, listDepth }: Damage, bytes: Buffer, end: number): Split => {
  // Where each item has a line of its own, it takes more to split one.
  const isOnlyGlued = style === "alone" && span.isFirst && listDepth === 0;
  return splitBroken(bytes.subarray(span.start, end), { brokenAt: at - span.start, listDepth, isOnlyGlued });
};

const splitUpTo = (damage: Damage, bytes: Buffer, end: number, lead: number | undefined): Split =>
  closeList(damage, bytes, splitDamage(damage, bytes, end), end, lead);

/** At the end of the input, only a text with a proper end shows which parts of it are items. */
const splitAtEnd = (damage: Damage, bytes: Buffer): Split => {
  const split = splitUpTo(damage, bytes, bytes.length, undefined);
  return split.isClosed ? split : { ...single(damage, bytes.length), listDepth: 0 };
};

/** Notes that lines aren't indented if a line after the broken byte begins with a string, but isn't indented further. */
const noteFlatLine = (damage: Damage, { start, lead, indent }: NextLine): void => {
  const { span, at, isHeadless, listDepth, listIndent } = damage;
  // A word may stand anywhere in an item that began before it.
  const least = span.isScalar && listDepth > 0 ? Math.min(span.indent, listIndent) : span.indent;
  if (!isHeadless && start > at && lead === byte.quote && indent <= least) damage.isFlat = true;
};

const tryLine = (damage: Damage, bytes: Buffer, newline: number, line: NextLine): Found => {
  const end = newline;
  if (line.lead === undefined) return { end: bytes.length, next: bytes.length, split: splitAtEnd(damage, bytes) };
  if (endsBeforeLine(damage, bytes, newline, line) || beginsLikeItems(damage, bytes, newline, line)) {
    return { end, next: line.start, split: splitUpTo(damage, bytes, end, line.lead) };
  }
  noteFlatLine(damage, line);
  return undefined;
};

const findSeparator = (damage: Damage, bytes: Buffer): number =>
  damage.endsAtSeparator ? bytes.indexOf(byte.recordSeparator, damage.at) : -1;

/**
 * Finds where reading continues after a broken item: at a record separator, at the next line (if each item has a line
 * of its own, or if that line begins where items do), or at the end of the input.
 *
 * @returns `undefined` when more bytes are needed.
 */
export const findResumption = (damage: Damage, bytes: Buffer, isEnd: boolean): Found => {
  const separator = findSeparator(damage, bytes);
  const until = separator === -1 ? bytes.length : separator;
  let from = damage.tried;
  for (;;) {
    const newline = bytes.indexOf(byte.newline, from);
    if (newline === -1 || newline >= until) break;
    if (endsWithLine(damage, bytes, newline)) {
      return { end: newline, next: newline + 1, split: splitDamage(damage, bytes, newline), isLine: true };
    }
    const line = findNextLine(bytes, newline + 1, isEnd);
    if (line === undefined) {
      // Only blank lines follow, which needn't be passed over again.
      damage.tried = bytes.lastIndexOf(byte.newline);
      return undefined;
    }
    const found = tryLine(damage, bytes, newline, line);
    if (found !== undefined) return found;
    from = Math.max(newline + 1, line.start);
  }
  if (separator !== -1) return { end: separator, next: separator, split: single(damage, separator) };
  damage.tried = Math.max(from, bytes.length);
  return isEnd ? { end: bytes.length, next: bytes.length, split: splitAtEnd(damage, bytes) } : undefined;
};
