const marks = /["{}[\]]/g;

/** Whether an odd number of backslashes stands before a place. */
const isEscaped = (text: string, place: number, start: number): boolean => {
  let first = place;
  while (first > start && text[first - 1] === "\\") first -= 1;
  return (place - first) % 2 === 1;
};

/** Returns the place after the closing quote of a string; -1 where there is none. */
export const endOfString = (text: string, quote: number): number => {
  let end = text.indexOf('"', quote + 1);
  while (end !== -1 && isEscaped(text, end, quote + 1)) end = text.indexOf('"', end + 1);
  return end === -1 ? -1 : end + 1;
};

/** What follows a string. */
const afterString = /\s*(?:[:,}\]]|$)/y;

/**
 * Returns the place after a string. If a quote is missing, the next one is on another line and opens a string, so that none of
 * what follows a string comes behind it: then, that of the line break. -1 where nothing shows the end.
 */
const endOfQuoted = (text: string, quote: number): number => {
  const end = endOfString(text, quote);
  const length = text.slice(quote, end === -1 ? undefined : end).indexOf("\n");
  afterString.lastIndex = end;
  return length === -1 || (end !== -1 && afterString.test(text)) ? end : quote + length;
};

/** How deep it is known what kind of bracket is open: few values are nested deeper, and a text may be nothing but brackets. */
const maxKinds = 1_000;

/** Returns how many blanks stand between a place and the beginning of its line; -1 if something else does. */
const indentOf = (text: string, place: number, most = Infinity): number => {
  let first = place;
  while (first > 0 && place - first <= most && /[ \t]/.test(text.charAt(first - 1))) first -= 1;
  return first === 0 || text[first - 1] === "\n" ? place - first : -1;
};

const blanksAtLine = /\n[ \t]*/g;

/** Whether the second line of a value is indented further than the first, so that the lines in it are. */
const isPretty = (text: string, start: number, indent: number): boolean => {
  blanksAtLine.lastIndex = start;
  const [blanks = ""] = blanksAtLine.exec(text) ?? [];
  return blanks.length - 1 > indent;
};

/** Returns the place after the last character before a place that isn't a blank or a comma. */
const beforeSeparators = (text: string, place: number): number => {
  let end = place;
  while (/[\s,]/.test(text.charAt(end - 1))) end -= 1;
  return end;
};

/** An object, where it begins, and by how many blanks its first line is indented. */
interface OpenObject {
  readonly start: number;
  readonly indent: number;
}

/**
 * Returns where a broken object ends, if another one begins with a line inside of it where JSON has none, and isn't indented
 * further: the end of what was written of it. -1 where none does.
 *
 * @param inside - The bracket that is open.
 */
const endBeforeBrace = (text: string, { start, indent }: OpenObject, brace: number, inside?: string): number => {
  const own = indentOf(text, brace, indent);
  if (own === -1 || own > indent) return -1;
  const before = text.slice(start, brace).trimEnd().at(-1);
  const isForeign = inside === "{" || (inside === "[" && before !== "," && isPretty(text, start, indent));
  return isForeign && before !== ":" && before !== "[" ? beforeSeparators(text, brace) : -1;
};

/**
 * Returns the place after the bracket that closes the one at `start`; -1 where none does. A quote that is missing doesn't
 * turn what follows its line inside out.
 *
 * @param findBreak - Called with each brace inside and the bracket that is open there. Returns where the value ends before
 *   it, or -1.
 */
export const endOfBrackets = (
  text: string,
  start: number,
  findBreak: (brace: number, inside?: string) => number = () => -1,
): number => {
  const kinds: string[] = [];
  let depth = 0;
  marks.lastIndex = start;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const [mark] = match;
    const { index } = match;
    if (mark === '"') {
      const end = endOfQuoted(text, index);
      if (end === -1) return -1;
      marks.lastIndex = end;
    } else if (mark === "{" || mark === "[") {
      const broken = mark === "{" && depth > 0 ? findBreak(index, kinds[depth]) : -1;
      if (broken !== -1) return broken;
      depth += 1;
      if (depth < maxKinds) kinds[depth] = mark;
    } else if ((depth -= 1) <= 0) return index + 1;
  }
  return -1;
};

/** Returns the end of an object: after the brace that closes it, or where it is broken; -1 where nothing shows it. */
export const endOfObject = (text: string, start: number): number => {
  const object = { start, indent: Math.max(0, indentOf(text, start)) };
  return endOfBrackets(text, start, (brace, inside) => endBeforeBrace(text, object, brace, inside));
};
