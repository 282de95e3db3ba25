import { byte, byteOrderMark, isBlankByte } from "./json-bytes.ts";

/** How the next line that isn't blank begins. */
export interface NextLine {
  readonly start: number;
  readonly indent: number;
  /** Its first byte that isn't blank; `undefined` when no such line comes. */
  readonly lead: number | undefined;
  /** Whether it is a closing bracket, and nothing follows in its line but a comma. */
  readonly isAlone: boolean;
  /** Whether it is an opening brace, and several blanks follow. */
  readonly isIndented: boolean;
}

const isByteOrderMark = (bytes: Buffer, index: number): boolean =>
  byteOrderMark.every((value, place) => bytes[index + place] === value);

/** Whether nothing but blanks and commas follows in the line. */
const isAloneInLine = (bytes: Buffer, from: number, isEnd: boolean): boolean | undefined => {
  for (let index = from; index < bytes.length; index += 1) {
    const value = bytes[index];
    if (value === byte.newline) return true;
    if (!isBlankByte(value) && value !== byte.comma) return false;
  }
  return isEnd ? true : undefined;
};

/** Whether a byte is a blank within a line. */
export const isSpace = (value: number | undefined): boolean => value === byte.space || value === byte.tab;

/** Looks at what follows the first byte of a line; `undefined` when that takes more bytes. */
const lookBehind = (
  bytes: Buffer,
  lead: number,
  isEnd: boolean,
): Pick<NextLine, "isAlone" | "isIndented"> | undefined => {
  if (bytes[lead] === byte.closeBracket) {
    const isAlone = isAloneInLine(bytes, lead + 1, isEnd);
    return isAlone === undefined ? undefined : { isAlone, isIndented: false };
  }
  if (bytes[lead] !== byte.openBrace) return { isAlone: false, isIndented: false };
  const [first, second] = [bytes[lead + 1], bytes[lead + 2]];
  if (second === undefined && isSpace(first ?? byte.space) && !isEnd) return undefined;
  return { isAlone: false, isIndented: isSpace(first) && isSpace(second) };
};

/**
 * Finds the next line that isn't blank. A byte order mark before it counts as nothing.
 *
 * @param from - Where a line begins.
 * @returns `undefined` when it takes more bytes to tell.
 */
export const findNextLine = (bytes: Buffer, from: number, isEnd: boolean): NextLine | undefined => {
  let start = from;
  let marks = 0;
  let index = from;
  for (; index < bytes.length; index += 1) {
    const value = bytes[index];
    if (value === byte.newline) {
      start = index + 1;
      marks = 0;
    } else if (value === byteOrderMark[0] && index + 2 >= bytes.length && !isEnd) return undefined;
    else if (value === byteOrderMark[0] && isByteOrderMark(bytes, index)) {
      marks += byteOrderMark.length;
      index += byteOrderMark.length - 1;
    } else if (!isBlankByte(value)) {
      const behind = lookBehind(bytes, index, isEnd);
      return behind && { start, indent: index - start - marks, lead: value, ...behind };
    }
  }
  return isEnd ? { start: bytes.length, indent: 0, lead: undefined, isAlone: false, isIndented: false } : undefined;
};

/** Counts the line breaks in a range. */
export const countNewlines = (bytes: Buffer, from: number, to: number): number => {
  // A search of all bytes would go on behind the range, up to a line break that may be far.
  const range = bytes.subarray(from, to);
  let count = 0;
  for (let at = range.indexOf(byte.newline); at !== -1; at = range.indexOf(byte.newline, at + 1)) count += 1;
  return count;
};

/** Returns the last byte of a range that isn't blank, `undefined` when there is none. */
export const lastByte = (bytes: Buffer, from: number, to: number): number | undefined => {
  let index = to - 1;
  while (index >= from && isBlankByte(bytes[index])) index -= 1;
  return index >= from ? bytes[index] : undefined;
};
