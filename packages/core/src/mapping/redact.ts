/** An at sign in any of its spellings: full-width, percent-encoded (more than once), escaped in JSON or in HTML. */
const atSign =
  /[@\uff20\ufe6b]|%(?:25)*(?:40|EF%(?:25)*(?:BC%(?:25)*A0|B9%(?:25)*AB))|\\u0040|&(?:#0*64|#x0*40|commat);/gi;

/** More than an address has in front of its at sign (RFC 5321: 64 octets), each percent-encoded twice. */
const maxLocalChars = 500;

const blanks = new Set("\t\n\v\f\r \u2028\u2029");
const edges = new Set([...blanks, "<", ">", '"']);
/** What ends a sentence or a part of it, and no domain. */
const stops = new Set(":,;.!?)\\");

type Kind = (character: string) => boolean;
const isBlank: Kind = (character) => blanks.has(character);
const isInWord: Kind = (character) => !edges.has(character);
const isNoQuote: Kind = (character) => character !== '"';
const isBackslash: Kind = (character) => character === "\\";
const isStop: Kind = (character) => stops.has(character);

/** Returns where characters of a kind that begin at `start` end. */
const endOf = (kind: Kind, text: string, start: number): number => {
  let end = start;
  while (end < text.length && kind(text.charAt(end))) end += 1;
  return end;
};

/** Returns where characters of a kind that end at `end` begin, at `floor` at the earliest. */
const startOf = (kind: Kind, text: string, end: number, floor: number): number => {
  let start = end;
  while (start > floor && kind(text.charAt(start - 1))) start -= 1;
  return start;
};

/** An address that was found: where it begins and ends. */
type Span = readonly [number, number];

const lastEnd = (found: readonly Span[]): number => found.at(-1)?.[1] ?? 0;

/** Finds the quote between `floor` and `end` that opens what a quote closes; -1 where there is none. */
const findOpening = (text: string, isEscaped: boolean, end: number, floor: number): number => {
  let quote = startOf(isNoQuote, text, end, floor) - 1;
  while (quote >= floor) {
    const backslashes = quote - startOf(isBackslash, text, quote, floor);
    // Where JSON quotes the address, the quotes of the local part have one backslash, and those inside of it three.
    if (backslashes % 2 === 0 || (isEscaped && backslashes === 1)) return quote;
    quote = startOf(isNoQuote, text, quote - backslashes, floor) - 1;
  }
  return -1;
};

/**
 * Returns where the quoted part begins that the quote at `closing` closes, 0 where that isn't in the text. What was found
 * within it is taken out of the list: an at sign in quotes is none.
 */
const startOfQuoted = (text: string, closing: number, found: Span[]): number => {
  const isEscaped = (closing - startOf(isBackslash, text, closing, lastEnd(found))) % 2 === 1;
  for (let end = closing; ;) {
    const opening = findOpening(text, isEscaped, end, lastEnd(found));
    if (opening !== -1) return opening;
    const inner = found.pop();
    if (inner === undefined) return 0;
    [end] = inner;
  }
};

/** Returns where the local part begins that ends at `end`: `ada.l`, `"a b"`, or `a."b c"`. */
const startOfLocalPart = (text: string, end: number, found: Span[]): number => {
  let start = end;
  while (start > lastEnd(found)) {
    const isQuoted = text[start - 1] === '"' && (start === end || text[start] === ".");
    if (isQuoted) start = startOfQuoted(text, start - 1, found);
    else if (isInWord(text.charAt(start - 1))) start -= 1;
    else break;
  }
  return start;
};

const endOfDomain = (text: string, start: number): number => startOf(isStop, text, endOf(isInWord, text, start), start);

/**
 * Adds the address that an at sign belongs to; none where it has no local part, as in the name of a scoped package.
 *
 * @param found - The addresses before it.
 */
const addAddress = (text: string, at: number, atEnd: number, found: Span[]): void => {
  const isScope = text[at - 1] === "/" && /^[\w-]+\//.test(text.slice(atEnd, atEnd + maxLocalChars));
  if (isScope) return;
  const afterBlanks = endOf(isBlank, text, atEnd);
  const domainEnd = endOfDomain(text, afterBlanks);
  const isDotted = text.slice(afterBlanks, domainEnd).includes(".");
  const localEnd = startOf(isBlank, text, at, lastEnd(found));
  // Mail allows blanks about an at sign. So does prose, where no domain follows.
  if (localEnd < at && !isDotted) return;
  const start = startOfLocalPart(text, localEnd, found);
  if (start === localEnd) return;
  const isMailto = text.slice(start, start + 7).toLowerCase() === "mailto:";
  found.push([isMailto ? start + 7 : start, afterBlanks > atEnd && !isDotted ? atEnd : domainEnd]);
};

/**
 * Replaces each address in a text by `[address]`, quoted and encoded ones too; a word in doubt counts as one. Takes time
 * in proportion to `maxChars`.
 *
 * @param maxChars - What begins behind so many characters isn't shown.
 */
export const redact = (text: string, maxChars = Infinity): string => {
  // An address that is cut off is recognized by an at sign that isn't shown.
  const seen = text.slice(0, maxChars + maxLocalChars);
  const found: Span[] = [];
  for (const { 0: sign, index } of seen.matchAll(atSign)) {
    if (index >= lastEnd(found)) addAddress(seen, index, index + sign.length, found);
  }
  let shown = "";
  let from = 0;
  for (const [start, end] of found) {
    if (start >= maxChars) break;
    shown += `${seen.slice(from, start)}[address]`;
    from = end;
  }
  return shown + seen.slice(from, maxChars);
};
