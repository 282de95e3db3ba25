/** The short escapes of JSON. */
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const quote = (text: string): string =>
  text.replace(/[^\w]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);

const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const unicodeEscape = (unit: number): string => `\\\\u${anyCase(unit.toString(16).padStart(4, "0"))}`;

const spellChar = (char: string): string => {
  const escape = shortEscapes[char];
  const units = Array.from({ length: char.length }, (_, index) => unicodeEscape(char.charCodeAt(index)));
  const isPlain = !/["\\\p{Cc}]/u.test(char);
  const spellings = [
    ...(isPlain ? [quote(Buffer.from(char).toString("latin1"))] : []),
    units.join(""),
    ...(escape === undefined ? [] : [quote(escape)]),
  ];
  return `(?:${spellings.join("|")})`;
};

/** Returns the source of a pattern that matches a text in each spelling of JSON, in UTF-8 that is read as Latin-1. */
export const toSpellings = (text: string): string => Array.from(text, spellChar).join("");
