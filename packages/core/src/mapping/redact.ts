/** An at sign in any of its spellings: full-width, percent-encoded (more than once), escaped in JSON or in HTML. */
const atSign = /[@\uff20\ufe6b]|%(?:25)*(?:40|EF%(?:25)*BC%(?:25)*A0)|\\u0040|&(?:#0*64|#x0*40|commat);/gi;

/** More than an address has in front of its at sign (RFC 5321: 64 octets), each percent-encoded twice. */
const maxLocalChars = 500;

const blanks = new Set("\t\n\v\f\r \u2028\u2029");
const edges = new Set([...blanks, "<", ">", '"']);
/** What ends a sentence or a part of it, and no domain. */
const stops = new Set(":,;.!?)\\");

type Kind = (character: string) => boolean;
const isBlank: Kind = (character) => blanks.has(character);
const isInWord: Kind = (character) => !edges.has(character);

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

/** Finds the quote that opens what the one at `closing` closes; `floor` where that isn't in the text. */
const findOpening = (text: string, closing: number, floor: number): number => {
  const backslashesBefore = (quote: number): number => quote - startOf((sign) => sign === "\\", text, quote, floor);
  const isEscaped = backslashesBefore(closing) % 2 === 1;
  let end = closing;
  while (end > floor) {
    const quote = startOf((sign) => sign !== '"', text, end, floor) - 1;
    if (quote < floor) break;
    const backslashes = backslashesBefore(quote);
    // Where JSON quotes the address, the quotes of the local part have one backslash, and those inside of it three.
    if (backslashes % 2 === 0 || (isEscaped && backslashes === 1)) return quote;
    end = quote - backslashes;
  }
  return floor;
};

/** Returns where the local part begins that ends at `end`: `ada.l`, `"a b"`, or `a."b c"`. */
const startOfLocalPart = (text: string, end: number, floor: number): number => {
  let start = end;
  while (start > floor) {
    if (text[start - 1] === '"' && (start === end || text[start] === ".")) start = findOpening(text, start - 1, floor);
    else if (isInWord(text.charAt(start - 1))) start -= 1;
    else break;
  }
  return start;
};

const endOfDomain = (text: string, start: number): number =>
  startOf((character) => stops.has(character), text, endOf(isInWord, text, start), start);

/** Finds the address that an at sign belongs to; none where it has no local part, as in the name of a scoped package. */
const findAddress = (text: string, at: number, atEnd: number, floor: number): readonly [number, number] | undefined => {
  const isScope = text[at - 1] === "/" && /^[\w-]+\//.test(text.slice(atEnd, atEnd + maxLocalChars));
  if (isScope) return undefined;
  const afterBlanks = endOf(isBlank, text, atEnd);
  const domainEnd = endOfDomain(text, afterBlanks);
  const isDotted = text.slice(afterBlanks, domainEnd).includes(".");
  const localEnd = startOf(isBlank, text, at, floor);
  // Mail allows blanks about an at sign. So does prose, where no domain follows.
  if (localEnd < at && !isDotted) return undefined;
  const start = startOfLocalPart(text, localEnd, floor);
  if (start === localEnd) return undefined;
  const isMailto = text.slice(start, start + 7).toLowerCase() === "mailto:";
  return [isMailto ? start + 7 : start, afterBlanks > atEnd && !isDotted ? atEnd : domainEnd];
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
  let shown = "";
  let from = 0;
  for (const { 0: sign, index } of seen.matchAll(atSign)) {
    const address = index < from ? undefined : findAddress(seen, index, index + sign.length, from);
    if (address === undefined) continue;
    const [start, end] = address;
    if (start >= maxChars) break;
    shown += `${seen.slice(from, start)}[address]`;
    from = end;
  }
  return shown + seen.slice(from, maxChars);
};
