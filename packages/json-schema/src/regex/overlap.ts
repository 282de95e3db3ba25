import type { Budget } from "./budget.ts";

// The limits of \s and . beyond ASCII.
const blanks = "\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

const escapes = /\\u(d[89ab]..)\\u(d[c-f]..)|\\u\{([0-9a-f]+)\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi;

const codeOf = ([, high, low, braced, four, two]: RegExpMatchArray): number => {
  if (high === undefined || low === undefined) return Number.parseInt(braced ?? four ?? two ?? "", 16);
  return String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)).codePointAt(0) ?? 0;
};

const escapedIn = (source: string): readonly number[] => Array.from(source.matchAll(escapes), codeOf);

/** Joins characters to a string in which no high surrogate precedes a low one: the two would be one character. */
const textOf = (codes: readonly number[]): string => {
  const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
  const apart = [...codes.filter(isLow), ...codes.filter((code) => !isLow(code))];
  const parts: string[] = [];
  for (let at = 0; at < apart.length; at += 4096) parts.push(String.fromCodePoint(...apart.slice(at, at + 4096)));
  return parts.join("");
};

/**
 * Sample characters that distinguish the sets of a pattern without Unicode properties: the limits of such sets are
 * characters in the pattern, blanks and ASCII.
 */
const samplesOf = (source: string): string => {
  const named = Array.from(source + blanks, (character) => character.codePointAt(0) ?? 0);
  const escaped = escapedIn(source);
  const near = [...named, ...escaped].flatMap((code) => [code - 1, code, code + 1]);
  const ascii = Array.from({ length: 0x81 }, (_, code) => code);
  const codes = [...new Set([...ascii, ...near])].filter((code) => code >= 0 && code <= 0x10ffff);
  return textOf(codes.toSorted((a, b) => a - b));
};

/** The runs of characters of a set in a string: start and end of each. */
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

/** The first code point of the unassigned planes, and samples of each kind beyond it. */
const firstUnused = 0x33500;
const unused = [0x40000, 0x4fffe, 0xe0000, 0xe0001, 0xe0020, 0xe0100, 0xe0200, 0xe1000, 0xf0000, 0xffffe, 0x100000];

/** Sample characters that distinguish sets of Unicode properties, whose limits only the engine knows. */
const usedCharacters = (): string => textOf([...Array.from({ length: firstUnused }, (_, code) => code), ...unused]);

const everyCharacter = (): string => textOf(Array.from({ length: 0x110000 }, (_, code) => code));

/** At most this many sets of Unicode properties are evaluated; each takes about 10 ms. */
const mostAsked = 150;

interface Alphabet {
  /** The runs of a set; `undefined` once too many sets were evaluated. */
  readonly runsOf: (set: string) => Runs | undefined;
}

const createAlphabet = (characters: () => string, most: number): Alphabet => {
  let text: string | undefined;
  let asked = 0;
  return {
    runsOf: remember((set) => {
      asked += 1;
      if (asked > most) return undefined;
      text ??= characters();
      return runsIn(text, set);
    }),
  };
};

const namesUnused = (source: string): boolean => {
  const codes = [...Array.from(source, (character) => character.codePointAt(0) ?? 0), ...escapedIn(source)];
  return codes.some((code) => code >= firstUnused - 1);
};

/** Whether two sets of characters of one pattern share a character; true in doubt. */
export type Overlap = (a: string, b: string) => boolean;

/** Creates the overlap tests of patterns. */
export const createOverlaps = (): ((source: string, budget: Budget) => Overlap) => {
  const used = createAlphabet(usedCharacters, mostAsked);
  const every = createAlphabet(everyCharacter, mostAsked / 10);
  return (source, budget) => {
    budget.spend(20 * source.length);
    const named = remember((set) => runsIn(samples, set));
    const samples = samplesOf(source);
    const unicode = namesUnused(source) ? every : used;
    const runsOf = /\\p\{/i.test(source) ? unicode.runsOf : named;
    const overlap = remember((a) =>
      remember((b) => {
        if (a === b) return true;
        const [one, other] = [runsOf(a), runsOf(b)];
        if (!one || !other) return true;
        budget.spend(50 + one.length + other.length);
        return meet(one, other);
      }),
    );
    return (a, b) => overlap(a)(b);
  };
};
