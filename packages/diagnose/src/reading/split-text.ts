import { endOfBrackets, endOfObject, endOfString } from "./end-of-brackets.ts";

/** One value of a text, before it is parsed. */
export interface TextItem {
  /** In UTF-16 units from the start of the text. */
  readonly start: number;
  readonly end: number;
}

/** How the values of a text follow each other. */
export type Framing = "nothing" | "one value" | "a list" | "one value a line" | "values in sequence";

/** A text as its values. */
export interface SplitText {
  readonly framing: Framing;
  readonly items: readonly TextItem[];
  /** Where a list stops being one. */
  readonly brokenAt?: number;
}

/** Blanks, byte order marks, and what begins each text of a JSON text sequence (RFC 7464). */
const blank = `\\s\\uFEFF${String.fromCharCode(0x1e)}`;
const blanks = new RegExp(`[${blank}]*`, "y");
/** What stands between values: the relay reads values with any number of commas between them. */
const separators = new RegExp(`[${blank},]*`, "y");
/** What stands between values that are in lists, or around them. */
const between = new RegExp(`[${blank},[\\]]*`, "y");

/** Returns the place after what a sticky pattern finds. */
const skip = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
};

/** Returns the end of any value: of its brackets, or where a comma, a bracket or a line ends it. */
const endOfValue = (text: string, start: number): number => {
  if (text[start] === "{") return endOfObject(text, start);
  if (text[start] === "[") return endOfBrackets(text, start);
  if (text[start] === '"') return endOfString(text, start);
  const end = text.slice(start, start + 1_000).search(/[,\]}\n]/);
  return end === -1 ? -1 : start + end;
};

/** The values of a list, and how it ends. */
export interface SplitList {
  readonly items: readonly TextItem[];
  /** Where the list stops being one, in UTF-16 units: a comma is missing or one too many, or its bracket isn't closed. */
  readonly brokenAt?: number;
  /** The place after its closing bracket; that of the text where there is none. */
  readonly end: number;
}

/** Splits the list that opens at a place. A value that doesn't end is the last. */
export const splitList = (text: string, open: number): SplitList => {
  const items: TextItem[] = [];
  const last = text.trimEnd().length;
  let brokenAt: number | undefined;
  let wants: "value or end" | "value" | "comma or end" = "value or end";
  let at = skip(blanks, text, open + 1);
  for (; at < last && text[at] !== "]"; at = skip(blanks, text, at)) {
    const isComma = text[at] === ",";
    if (isComma !== (wants === "comma or end")) brokenAt ??= at;
    wants = isComma ? "value" : "comma or end";
    const found = isComma ? at : endOfValue(text, at);
    const end = found === -1 ? last : Math.max(found, at + 1);
    if (!isComma) items.push({ start: at, end: at + text.slice(at, end).trimEnd().length });
    at = end;
  }
  if (at >= last || wants === "value") brokenAt ??= Math.min(at, last);
  return { items, end: Math.min(at + 1, last), ...(brokenAt !== undefined && { brokenAt }) };
};

const isWhole = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const wordInBrackets = /\[[^[\]{}"\n]*\](?=[^\S\n]*[^\s,])/y;

/** Whether a line of a log begins at a place, such as `[info] {}`: what its brackets hold is no list, as it isn't JSON. */
const isLogLine = (text: string, at: number): boolean => {
  const end = skip(wordInBrackets, text, at);
  return end > at && !isWhole(text.slice(at, end));
};

/** Returns the end of a value in a sequence; -1 where nothing shows it. */
const endInSequence = (text: string, at: number): number => {
  if (isLogLine(text, at)) return text.indexOf("\n", at);
  return text[at] === "{" || text[at] === "[" ? endOfValue(text, at) : -1;
};

const splitSequence = (text: string, from: number): readonly TextItem[] => {
  const items: TextItem[] = [];
  const last = text.trimEnd().length;
  for (let at = from; at < last;) {
    const end = endInSequence(text, at);
    items.push({ start: at, end: end === -1 ? last : end });
    if (end === -1) break;
    at = skip(separators, text, end);
  }
  return items;
};

const splitLines = (text: string): readonly TextItem[] => {
  const items: TextItem[] = [];
  for (let start = skip(separators, text, 0); start < text.length;) {
    const newline = text.indexOf("\n", start);
    const lineEnd = newline === -1 ? text.length : newline;
    let end = lineEnd;
    while (/[\s,]/.test(text.charAt(end - 1))) end -= 1;
    items.push({ start, end });
    start = skip(separators, text, lineEnd);
  }
  return items;
};

/** What is between two values on a line, and between values of a list. */
const glued = /[}\]][\s,]*[{[]/;

/** Splits a line with several values. */
const splitLine = (text: string, line: TextItem): readonly TextItem[] => {
  const own = text.slice(line.start, line.end);
  if (!glued.test(own)) return [line];
  return splitSequence(own, 0).map(({ end, start }) => ({ start: line.start + start, end: line.start + end }));
};

/** How many lines are searched for a whole object, which shows that a text has one value per line. */
const maxLooks = 100;

const hasWholeLine = (text: string, lines: readonly TextItem[]): boolean =>
  lines.slice(0, maxLooks).some(({ start, end }) => text[start] === "{" && isWhole(text.slice(start, end)));

const named = (items: readonly TextItem[], framing: Framing): SplitText => ({
  framing: items.length === 0 ? "nothing" : items.length === 1 && framing !== "a list" ? "one value" : framing,
  items,
});

/** Splits a list into its values, and those of the lists in it. */
const splitLists = (text: string, list: TextItem): readonly TextItem[] => {
  const items: TextItem[] = [];
  for (let at = skip(between, text, list.start); at < list.end;) {
    const found = endOfValue(text, at);
    const end = found === -1 ? list.end : Math.min(Math.max(found, at + 1), list.end);
    items.push({ start: at, end: at + text.slice(at, end).trimEnd().length });
    at = skip(between, text, end);
  }
  return items;
};

/** A value that is a list: a request of a service that sends lists, or several. One that isn't closed is a broken value. */
const isList = (text: string, { end, start }: TextItem): boolean =>
  text[start] === "[" && endOfBrackets(text, start) === end;

/** Puts the values of lists in the place of the lists, as the relay does. */
const withoutLists = (text: string, split: SplitText): SplitText => {
  if (!split.items.some((item) => isList(text, item))) return split;
  const items = split.items.flatMap((item) => (isList(text, item) ? splitLists(text, item) : [item]));
  return { ...split, framing: split.framing === "a list" ? "a list" : "values in sequence", items };
};

/** Splits a text that begins with a list. What comes after the list is split, too: nothing is left out. */
const splitFromList = (text: string, start: number): SplitText => {
  const { brokenAt, end, items } = splitList(text, start);
  const rest = splitSequence(text, skip(separators, text, end));
  if (brokenAt === undefined && rest.length > 0 && rest.every((item) => isList(text, item)))
    return { framing: "values in sequence", items: [...items, ...rest] };
  const broken = brokenAt ?? rest[0]?.start;
  return { framing: "a list", items: [...items, ...rest], ...(broken !== undefined && { brokenAt: broken }) };
};

/** A line that is indented, or follows a comma: as the relay does, it is taken for a part of what began before. */
const continuedLine = /,[^\S\n]*\n|\n[^\S\n]+\S/;

/** Splits a text whose first value begins at `start`. */
const splitFrom = (text: string, start: number): SplitText => {
  if (text[start] === "[" && !isLogLine(text, start)) return splitFromList(text, start);
  const lines = splitLines(text);
  const isObject = text[start] === "{";
  const firstEnd = isObject ? endOfBrackets(text, start) : -1;
  const lineEnd = lines[0]?.end ?? 0;
  // Where another value begins on the first line, it may go on in the next.
  const isOnlyOne = isObject
    ? firstEnd !== -1 && !/[{[]/.test(text.slice(firstEnd, lineEnd))
    : !continuedLine.test(text.slice(start));
  if (lines.length > 1 && firstEnd <= lineEnd && (isOnlyOne || hasWholeLine(text, lines)))
    return named(
      lines.flatMap((line) => splitLine(text, line)),
      "one value a line",
    );
  return named(isObject ? splitSequence(text, start) : [{ start, end: text.trimEnd().length }], "values in sequence");
};

/**
 * Splits a text into values, each of which may be broken: the values of lists, one a line (NDJSON), or one after the
 * other. The time is linear in the text.
 */
export const splitText = (text: string): SplitText => {
  const start = skip(separators, text, 0);
  return start >= text.length ? { framing: "nothing", items: [] } : withoutLists(text, splitFrom(text, start));
};
