// Where \s and . begin and end beyond ASCII.
const blanks = "\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

const escapes = /\\u(d[89ab]..)\\u(d[c-f]..)|\\u\{([0-9a-f]+)\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi;

const codeOf = ([, high, low, braced, four, two]: RegExpMatchArray): number => {
  if (high === undefined || low === undefined) return Number.parseInt(braced ?? four ?? two ?? "", 16);
  return String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)).codePointAt(0) ?? 0;
};

/** Writes characters in one text. A high surrogate must not meet a low one there: the two would be one character. */
const textOf = (codes: readonly number[]): string => {
  const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
  const apart = [...codes.filter(isLow), ...codes.filter((code) => !isLow(code))];
  const parts: string[] = [];
  for (let at = 0; at < apart.length; at += 4096) parts.push(String.fromCodePoint(...apart.slice(at, at + 4096)));
  return parts.join("");
};

/**
 * A character of each kind that the sets of a pattern can tell apart, where no set is one of Unicode's: such sets begin
 * and end at characters that the pattern names, at blanks and in ASCII.
 */
const samplesOf = (source: string): string => {
  const named = Array.from(source + blanks, (character) => character.codePointAt(0) ?? 0);
  const escaped = Array.from(source.matchAll(escapes), codeOf);
  const near = [...named, ...escaped].flatMap((code) => [code - 1, code, code + 1]);
  const ascii = Array.from({ length: 0x81 }, (_, code) => code);
  const codes = [...new Set([...ascii, ...near])].filter((code) => code >= 0 && code <= 0x10ffff);
  return textOf(codes.toSorted((a, b) => a - b));
};

/** Where in a text characters of a set stand: the start of each run of them, and its end. */
type Runs = readonly (readonly [number, number])[];

const runsIn = (text: string, set: string): Runs =>
  Array.from(text.matchAll(new RegExp(`(?:${set})+`, "gu")), ({ index, 0: run }) => [index, index + run.length]);

const meet = (a: Runs, b: Runs): boolean => {
  let other = 0;
  return a.some(([start, end]) => {
    while ((b[other]?.[1] ?? Infinity) <= start) other += 1;
    return (b[other]?.[0] ?? Infinity) < end;
  });
};

const remember = <Value>(compute: (key: string) => Value): ((key: string) => Value) => {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.has(key) ? known.get(key)! : compute(key);
    known.set(key, value);
    return value;
  };
};

let everyCharacter: string | undefined;

// Where the sets of Unicode's properties begin and end, only the engine knows: it is asked once, about all characters.
const runsAmongAll = remember((set) => {
  everyCharacter ??= textOf(Array.from({ length: 0x110000 }, (_, code) => code));
  return runsIn(everyCharacter, set);
});

/** Tells of two sets of characters of one pattern whether a character is in both. */
export const createOverlap = (source: string): ((a: string, b: string) => boolean) => {
  const samples = samplesOf(source);
  const runsOf = /\\p\{/i.test(source) ? runsAmongAll : remember((set) => runsIn(samples, set));
  const overlap = remember((a) => remember((b) => a === b || meet(runsOf(a), runsOf(b))));
  return (a, b) => overlap(a)(b);
};
