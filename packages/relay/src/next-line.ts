import { byte, byteOrderMark, isBlankByte } from "./json-bytes.ts";

/** How the next line that isn't blank begins. */
export interface NextLine {
  readonly start: number;
  readonly indent: number;
  /** Its first byte that isn't blank; `undefined` when no such line comes. */
  readonly lead: number | undefined;
  /** Whether it is a closing bracket, and nothing follows in its line but a comma. */
  readonly isAlone: boolean;
}

const isByteOrderMark = (bytes: Buffer, index: number): boolean =>
  byteOrderMark.every((value, place) => bytes[index + place] === value);

const isAloneInLine = (bytes: Buffer, index: number, isEnd: boolean): boolean | undefined => {
  const newline = bytes.indexOf(byte.newline, index);
  if (newline === -1 && !isEnd) return undefined;
  const end = newline === -1 ? bytes.length : newline;
  return bytes.subarray(index + 1, end).every((value) => isBlankByte(value) || value === byte.comma);
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
      const isAlone = value === byte.closeBracket ? isAloneInLine(bytes, index, isEnd) : false;
      return isAlone === undefined ? undefined : { start, indent: index - start - marks, lead: value, isAlone };
    }
  }
  return isEnd ? { start: bytes.length, indent: 0, lead: undefined, isAlone: false } : undefined;
};

/** Counts the line breaks in a range. */
export const countNewlines = (bytes: Buffer, from: number, to: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(byte.newline, from); at !== -1 && at < to; at = bytes.indexOf(byte.newline, at + 1)) {
    count += 1;
  }
  return count;
};

/** Returns the last byte of a range that isn't blank, `undefined` when there is none. */
export const lastByte = (bytes: Buffer, from: number, to: number): number | undefined => {
  let index = to - 1;
  while (index >= from && isBlankByte(bytes[index])) index -= 1;
  return index >= from ? bytes[index] : undefined;
};
