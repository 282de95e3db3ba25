import { byte } from "./json-bytes.ts";

/** How much more was opened than closed. */
interface Balance {
  braces: number;
  brackets: number;
}

/**
 * Counts the brackets outside of strings in a broken part of a text. After a missing or surplus quote, what looks like a
 * string isn't one, and the other way round, so brackets are counted in both ways.
 */
export interface BracketCount {
  /** Brackets outside of strings, if all quotes are right. */
  readonly outside: Balance;
  /** Brackets outside of strings, if a quote of the last string before the broken byte is wrong. */
  readonly flipped: Balance;
  /** Brackets inside of the last string that begins before the broken byte. */
  readonly lastString: Balance;
  isInString: boolean;
  /** Up to where they are counted. */
  to: number;
  /** The byte that shows that the part is broken. */
  readonly brokenAt: number;
}

/** Starts to count at a place that is in no string. */
export const startCount = (from: number, brokenAt: number): BracketCount => ({
  outside: { braces: 0, brackets: 0 },
  flipped: { braces: 0, brackets: 0 },
  lastString: { braces: 0, brackets: 0 },
  isInString: false,
  to: from,
  brokenAt,
});

const bracket = new Map<number | undefined, readonly [keyof Balance, number]>([
  [byte.openBrace, ["braces", 1]],
  [byte.closeBrace, ["braces", -1]],
  [byte.openBracket, ["brackets", 1]],
  [byte.closeBracket, ["brackets", -1]],
]);

const isSpecial = Uint8Array.from({ length: 256 }, (_, value) =>
  Number(bracket.has(value) || value === byte.quote || value === byte.backslash),
);

const note = (count: BracketCount, kind: keyof Balance, change: number, isAfter: boolean): void => {
  if (!count.isInString) count.outside[kind] += change;
  if (isAfter) count.flipped[kind] += count.isInString ? change : 0;
  else if (count.isInString) count.lastString[kind] += change;
  else count.flipped[kind] += change;
};

const takeQuote = (count: BracketCount, isAfter: boolean): void => {
  if (!count.isInString && !isAfter) {
    count.lastString.braces = 0;
    count.lastString.brackets = 0;
  }
  count.isInString = !count.isInString;
};

/** Counts on. */
export const countBrackets = (count: BracketCount, text: Buffer, to: number): void => {
  for (let index = count.to; index < to; index += 1) {
    const value = text[index] ?? 0;
    if (isSpecial[value] === 0) continue;
    const isAfter = index >= count.brokenAt;
    const found = bracket.get(value);
    if (found !== undefined) note(count, found[0], found[1], isAfter);
    else if (value === byte.quote) takeQuote(count, isAfter);
    else if (count.isInString || isAfter) index += 1;
  }
  count.to = Math.max(count.to, to);
};

const add = (one: Balance, other: Balance): Balance => ({
  braces: one.braces + other.braces,
  brackets: one.brackets + other.brackets,
});

/** What is still open. */
const balanceOf = ({ outside, flipped, lastString, isInString }: BracketCount): Balance =>
  isInString ? add(flipped, lastString) : outside;

/** The sum of two counts; counting goes on behind the second. */
export const addCounts = (one: BracketCount, other: BracketCount): BracketCount => ({
  ...other,
  outside: add(balanceOf(one), other.outside),
  flipped: add(balanceOf(one), other.flipped),
});

/** Whether an object and a list are still open: then what follows most likely lies inside of both. */
export const leavesBothOpen = (count: BracketCount): boolean => {
  const { braces, brackets } = balanceOf(count);
  return braces > 0 && brackets > 0;
};

/** Whether more is closed than was opened; of lists, as many as are open around the item may be closed. */
export const closesMore = (count: BracketCount, listDepth: number): boolean => {
  const { braces, brackets } = balanceOf(count);
  return braces < 0 || brackets < -listDepth;
};

/** Whether the open lists around the item are closed, and no other list is open. */
export const closesLists = (count: BracketCount, listDepth: number): boolean =>
  balanceOf(count).brackets === -listDepth;
