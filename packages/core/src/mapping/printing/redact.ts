import { atSign } from "./at-sign.ts";

const atSigns = /* @__PURE__ */ new RegExp(atSign, "gi");

/** More than the local part of an address can have (RFC 5321: 64 octets), with each character percent-encoded twice. */
const maxLocalChars = 500;

// Written out, so that a bundler drops them from what redacts nothing.
const blanks = /* @__PURE__ */ new Set("\t\n\v\f\r \u2028\u2029");
const edges = /* @__PURE__ */ new Set('\t\n\v\f\r \u2028\u2029<>"');
/** Punctuation that ends a sentence or a part of it; a domain doesn't end with it. */
const stops = /* @__PURE__ */ new Set(":,;.!?)\\");

type Kind = (character: string) => boolean;
const isBlank: Kind = (character) => blanks.has(character);
const isInWord: Kind = (character) => !edges.has(character);
const isNoQuote: Kind = (character) => character !== '"';
const isBackslash: Kind = (character) => character === "\\";
const isStop: Kind = (character) => stops.has(character);

/** Returns the end of the run of characters of a kind that begins at `start`. */
const endOf = (kind: Kind, text: string, start: number): number => {
  let end = start;
  while (end < text.length && kind(text.charAt(end))) end += 1;
  return end;
};

/** Returns the start of the run of characters of a kind that ends at `end`; at least `floor`. */
const startOf = (kind: Kind, text: string, end: number, floor: number): number => {
  let start = end;
  while (start > floor && kind(text.charAt(start - 1))) start -= 1;
  return start;
};

/** The start and end of an address that was found. */
type Span = readonly [number, number];

const lastEnd = (found: readonly Span[]): number => found.at(-1)?.[1] ?? 0;

/** Returns the index of the opening quote between `floor` and `end`; -1 if there is none. */
const findOpening = (text: string, isEscaped: boolean, end: number, floor: number): number => {
  let quote = startOf(isNoQuote, text, end, floor) - 1;
  while (quote >= floor) {
    const backslashes = quote - startOf(isBackslash, text, quote, floor);
    // In JSON, the quotes of the local part have one backslash, and quotes inside it have three.
    if (backslashes % 2 === 0 || (isEscaped && backslashes === 1)) return quote;
    quote = startOf(isNoQuote, text, quote - backslashes, floor) - 1;
  }
  return -1;
};

/**
 * Returns the start of the quoted part that ends at `closing`; 0 if the text doesn't contain it. Removes addresses
 * inside the quoted part from the list, because an at sign in quotes doesn't separate a domain.
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

/** Returns the start of the local part that ends at `end`: `ada.l`, `"a b"`, or `a."b c"`. */
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

/** Whether an at sign begins the name of a scoped package: in a path, or in quotes, as where code imports it. */
const beginsScope = (text: string, at: number, atEnd: number): boolean => {
  const before = text.charAt(at - 1);
  const [name] = /^[\w-]+\/[\w./-]*/.exec(text.slice(atEnd, atEnd + maxLocalChars)) ?? [];
  if (name === undefined) return false;
  return before === "/" || ((before === '"' || before === "'") && text[atEnd + name.length] === before);
};

/**
 * Adds the address that an at sign belongs to, unless it has no local part, as in the name of a scoped package.
 *
 * @param found - The addresses before it.
 */
const addAddress = (text: string, at: number, atEnd: number, found: Span[]): void => {
  if (beginsScope(text, at, atEnd)) return;
  const afterBlanks = endOf(isBlank, text, atEnd);
  const domainEnd = endOfDomain(text, afterBlanks);
  const isDotted = text.slice(afterBlanks, domainEnd).includes(".");
  const localEnd = startOf(isBlank, text, at, lastEnd(found));
  // Addresses allow blanks around an at sign. In prose, no domain follows.
  if (localEnd < at && !isDotted) return;
  const start = startOfLocalPart(text, localEnd, found);
  if (start === localEnd) return;
  const isMailto = text.slice(start, start + 7).toLowerCase() === "mailto:";
  found.push([isMailto ? start + 7 : start, afterBlanks > atEnd && !isDotted ? atEnd : domainEnd]);
};

/**
 * Replaces each address in a text by `[address]`, including quoted and encoded ones. In doubt, a word counts as an
 * address. The time is linear in `maxChars`.
 *
 * @param maxChars - The result ends after this many characters of the text.
 */
export const redact = (text: string, maxChars = Infinity): string => {
  // The at sign of a truncated address can be after the last character that is kept.
  const seen = text.slice(0, maxChars + maxLocalChars);
  const found: Span[] = [];
  for (const { 0: sign, index } of seen.matchAll(atSigns)) {
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
