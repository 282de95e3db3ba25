/** A word of JSON, or of a text that is nearly JSON. Commas, colons and what isn't JSON are left out. */
export interface JsonToken {
  readonly kind: "name" | "string" | "literal" | "open" | "close";
  readonly from: number;
  readonly to: number;
}

/** How many characters a text has at most whose tokens are read: a longer one would make the page slow. */
export const maxReadChars = 100_000;

/** A string, with the colon that makes it a name; a number or a word; a bracket. A string ends in its line, closed or not. */
const tokens = /"(?:[^"\\\n]|\\.)*"?(?=(\s*:)?)|-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b|[[\]{}]/g;

const brackets: ReadonlyMap<string, JsonToken["kind"]> = new Map([
  ["[", "open"],
  ["{", "open"],
  ["]", "close"],
  ["}", "close"],
]);

const kindOf = (token: string, colon: string | undefined): JsonToken["kind"] => {
  if (token.startsWith('"')) return colon === undefined ? "string" : "name";
  return brackets.get(token) ?? "literal";
};

/** Returns the tokens of a text that begins between two tokens, such as at the start of a line. */
export const jsonTokens = (text: string): readonly JsonToken[] =>
  Array.from(text.matchAll(tokens), ({ 0: token, 1: colon, index }) => ({
    kind: kindOf(token, colon),
    from: index,
    to: index + token.length,
  }));
