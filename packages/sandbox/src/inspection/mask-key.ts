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

/**
 * Masks each text of a body that is the key, in place. Official clients repeat the key in the body.
 *
 * @param text - The body as UTF-8.
 */
export const maskKey = (body: Buffer, text: string, key: string | undefined): Buffer => {
  if (key === undefined) return body;
  // A text of as many units as the body has bytes has each of them at the place of its byte.
  const json = text.length === body.length ? text : body.toString("latin1");
  if (unusual.test(key) || (json.includes("\\") && needlessEscape.test(json))) {
    eachText(json, (start, end) => {
      if (isSame(json.slice(start, end), key)) fill(body, start, end);
    });
    return body;
  }
  const quoted = `"${key}"`;
  for (let at = json.indexOf(quoted); at !== -1; at = json.indexOf(quoted, at + quoted.length))
    fill(body, at, at + quoted.length);
  return body;
};
