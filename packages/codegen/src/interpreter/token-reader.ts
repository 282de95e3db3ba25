import { type Token, tokensOf } from "./tokens.ts";

/** Reads tokens one after the other. */
export interface TokenReader {
  /** Whether the next token is a name or a mark with this text; a constant never is, so `"true"` isn't `true`. */
  readonly isAt: (text: string) => boolean;
  /** Takes the next token if it has this text, and returns whether it did. */
  readonly takes: (text: string) => boolean;
  /** Takes the next token. Throws an Error if it doesn't have this text. */
  readonly expect: (text: string) => void;
  /** Takes the next token. */
  readonly next: () => Token;
  /** Takes a name. */
  readonly name: () => string;
  readonly isAtEnd: () => boolean;
}

/** Reads the tokens of emitted code. What emitted code never has is an `Error`. */
export const createTokenReader = (code: string): TokenReader => {
  const tokens = tokensOf(code);
  let at = 0;
  const isAt = (text: string): boolean => tokens[at]?.text === text && tokens[at]?.kind !== "constant";
  const next = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw new Error("emitted code ends too early");
    at += 1;
    return token;
  };
  const takes = (text: string): boolean => {
    const found = isAt(text);
    if (found) at += 1;
    return found;
  };
  return {
    isAt,
    takes,
    expect: (text) => {
      if (!takes(text)) throw new Error(`emitted code has ${JSON.stringify(tokens[at]?.text)} in place of ${text}`);
    },
    next,
    name: () => {
      const { kind, text } = next();
      if (kind !== "name") throw new Error(`emitted code has ${JSON.stringify(text)} in place of a name`);
      return text;
    },
    isAtEnd: () => at >= tokens.length,
  };
};
