import { toSpellings } from "./json-spelling.ts";

const quote = 0x22;
const star = 0x2a;
const backslash = 0x5c;

/** Whether a text of JSON is a key, in any spelling: clients in other languages escape `/`, and what isn't ASCII. */
const isSame = (text: string, key: string): boolean => {
  const maxEscapeChars = 6;
  if (text.length > 2 + maxEscapeChars * key.length) return false;
  try {
    return JSON.parse(Buffer.from(text, "latin1").toString("utf8")) === key;
  } catch {
    return false;
  }
};

const fill = (body: Buffer, start: number, end: number): void => {
  for (let at = start + 1; at < end - 1; at += 1) body[at] = star;
  body[start] = quote;
  body[end - 1] = quote;
};

/** Calls back with where each text of a body begins and ends. */
const eachText = (json: string, onText: (start: number, end: number) => void): void => {
  for (let start = json.indexOf('"'); start !== -1;) {
    let end = start + 1;
    while (end < json.length && json.charCodeAt(end) !== quote) end += json.charCodeAt(end) === backslash ? 2 : 1;
    end += 1;
    onText(start, end);
    start = json.indexOf('"', end);
  }
};

/** Characters of keys that serializers of JSON escape, and those between two texts. */
const unusual = /[^ -~]|["/\\,:]/;

/** An escape of what needs none. */
const needlessEscape = /\\u00[2-7]/;

const maskWhole = (body: Buffer, json: string, key: string): void => {
  if (unusual.test(key) || (json.includes("\\") && needlessEscape.test(json))) {
    eachText(json, (start, end) => {
      if (isSame(json.slice(start, end), key)) fill(body, start, end);
    });
    return;
  }
  const quoted = `"${key}"`;
  for (let at = json.indexOf(quoted); at !== -1; at = json.indexOf(quoted, at + quoted.length))
    fill(body, at, at + quoted.length);
};

/**
 * A shorter key may be part of any word, and isn't much of a secret; a longer one is no key, and a pattern of it would take
 * long.
 */
const [minSearchedChars, maxSearchedChars] = [8, 200];

/** What of a key is searched inside of texts: the key, and its credentials for Basic authentication without the padding. */
const toNeedles = (key: string): readonly [own: string, credentials: string] => [
  key,
  Buffer.from(`${key}:`).toString("base64").replace(/=+$/, ""),
];

/** Whether a key is inside of texts as it is; whole texts are masked already. */
const isInside = (json: string, needle: string): boolean => {
  for (let at = json.indexOf(needle); at !== -1; at = json.indexOf(needle, at + 1)) {
    const isWhole = json.charCodeAt(at - 1) === quote && json.charCodeAt(at + needle.length) === quote;
    if (!isWhole) return true;
  }
  return false;
};

/** Whether a text may contain another in a spelling other than its own. */
const mayEscape = (json: string, needle: string): boolean =>
  json.includes("\\") && (unusual.test(needle) || needlessEscape.test(json));

/** Whether a place is inside of an escape, such as at the `n` of a line break; `from` is before or after one. */
const isInEscape = (text: string, from: number, at: number): boolean => {
  let first = at;
  while (first > from && text.charCodeAt(first - 1) === backslash) first -= 1;
  return (at - first) % 2 === 1;
};

/** Calls back with where each match in a text begins and ends. */
const eachMatch = (text: string, pattern: RegExp, onMatch: (start: number, end: number) => void): void => {
  let end = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (isInEscape(text, end, match.index)) {
      pattern.lastIndex = match.index + 1;
    } else {
      end = pattern.lastIndex;
      onMatch(match.index, end);
    }
  }
};

/** How a key is searched inside of texts. */
interface Search {
  readonly needles: readonly [own: string, credentials: string];
  /** The same in UTF-8 that is read as Latin-1: the key and its credentials. */
  readonly encoded: readonly [own: string, credentials: string];
  readonly pattern: RegExp;
}

const toPattern = (key: string, [own, credentials]: Search["needles"]): RegExp => {
  const spelled = toSpellings(own);
  // A key that may be a word isn't masked inside of others, so that a text stays readable.
  const whole = /^[a-z-]+$/i.test(key) ? `(?<!(?<!\\\\)[A-Za-z])${spelled}(?![A-Za-z])` : spelled;
  return new RegExp(`${whole}|${toSpellings(credentials)}`, "g");
};

const createSearch = (key: string): Search => {
  const needles = toNeedles(key);
  const encode = (needle: string): string => Buffer.from(needle).toString("latin1");
  return { needles, encoded: [encode(needles[0]), encode(needles[1])], pattern: toPattern(key, needles) };
};

/** The searches for the last keys: to make one takes as long as to answer a request. */
const searches = new Map<string, Search>();
const maxSearches = 20;

const searchFor = (key: string): Search => {
  const search = searches.get(key) ?? createSearch(key);
  if (searches.size >= maxSearches) searches.clear();
  searches.set(key, search);
  return search;
};

/** Masks a key and its credentials inside of texts. Numbers outside of texts, which a key may look like, stay. */
const maskInside = (body: Buffer, json: string, key: string): void => {
  const { needles, encoded, pattern } = searchFor(key);
  const [own, credentials] = encoded;
  const isThere = isInside(json, own) || json.includes(credentials) || needles.some((text) => mayEscape(json, text));
  if (!isThere) return;
  eachText(json, (start, end) => {
    const first = start + 1;
    eachMatch(json.slice(first, end - 1), pattern, (from, to) => void body.fill(star, first + from, first + to));
  });
};

/**
 * Masks each text of a body that is the key, in place; official clients repeat the key in the body. A key of 8 characters or
 * more, and its credentials, are masked inside of texts, too.
 *
 * @param text - The body as UTF-8.
 */
export const maskKey = (body: Buffer, text: string, key: string | undefined): Buffer => {
  if (key === undefined) return body;
  // A text of as many units as the body has bytes has each of them at the place of its byte.
  const json = text.length === body.length ? text : body.toString("latin1");
  maskWhole(body, json, key);
  if (key.length >= minSearchedChars && key.length <= maxSearchedChars) maskInside(body, json, key);
  return body;
};

/** Masks what is recorded of a request. */
export interface KeyMask {
  /** Masks a body in place. */
  readonly body: (bytes: Buffer, text: string) => Buffer;
  /** Masks the values and names of a body that errors quote. */
  readonly errors: (errors: readonly string[]) => readonly string[];
}

/** Creates the mask of keys: that of a request, and the accepted one, which a request without it may have in its body. */
export const createKeyMask = (...keys: readonly (string | undefined)[]): KeyMask => {
  const distinct = [...new Set(keys)];
  const body = (bytes: Buffer, text: string): Buffer => {
    for (const key of distinct) maskKey(bytes, text, key);
    return bytes;
  };
  return {
    body,
    errors: (errors) => {
      if (errors.length === 0) return errors;
      const json = JSON.stringify(errors);
      const masked = body(Buffer.from(json), json).toString("utf8");
      return masked === json ? errors : (JSON.parse(masked) as readonly string[]);
    },
  };
};
