/** A regular expression, as far as backtracking is concerned. */
export type Piece =
  /** One character out of a set, as the pattern writes the set. */
  | { readonly kind: "set"; readonly source: string }
  | { readonly kind: "sequence"; readonly parts: readonly Piece[] }
  | { readonly kind: "choice"; readonly options: readonly Piece[] }
  | { readonly kind: "repeat"; readonly part: Piece; readonly min: number; readonly max: number };

/** A pattern, and apart from it what it only looks ahead or back for. */
export interface ParsedPattern {
  readonly main: Piece;
  readonly looks: readonly Piece[];
}

const nothing: Piece = { kind: "sequence", parts: [] };

/** The tokens of a pattern that is valid under the u flag: groups' ends, sets, quantifiers, assertions. */
const token =
  /\((?:\?(?:<?[=!]|:|<[^>]+>))?|\)|\||\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB]..\\u[dD][c-fC-F]..|u.{4}|x..|c.|k<[^>]*>|[1-9]\d*|.)|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gu;

const quantifiers: Readonly<Record<string, readonly [number, number]>> = {
  "*": [0, Infinity],
  "+": [1, Infinity],
  "?": [0, 1],
};

const readQuantifier = (text: string | undefined): readonly [number, number] | undefined => {
  const known = quantifiers[text?.charAt(0) ?? ""];
  if (known) return known;
  const counted = /^\{(\d+)(,?)(\d*)\}/.exec(text ?? "");
  if (!counted) return undefined;
  const [, min, comma, max] = counted;
  if (comma === "") return [Number(min), Number(min)];
  return [Number(min), max === "" ? Infinity : Number(max)];
};

// A reference back to a group, an anchor and a word's edge take no character of their own to choose.
const takesNothing = /^(?:\^|\$|\\[bB]|\\[1-9]\d*|\\k<.*)$/;

/** Reads a pattern that is known to be valid under the u flag. */
export const parsePattern = (source: string): ParsedPattern => {
  const tokens = source.match(token) ?? [];
  const looks: Piece[] = [];
  let at = 0;

  const atom = (): Piece => {
    const text = tokens[at] ?? "";
    at += 1;
    if (!text.startsWith("(")) return takesNothing.test(text) ? nothing : { kind: "set", source: text };
    const inner = choice();
    at += 1;
    if (!/^\(\?<?[=!]/.test(text)) return inner;
    looks.push(inner);
    return nothing;
  };

  const quantified = (): Piece => {
    const part = atom();
    const quantifier = readQuantifier(tokens[at]);
    if (!quantifier) return part;
    at += 1;
    return { kind: "repeat", part, min: quantifier[0], max: quantifier[1] };
  };

  const sequence = (): Piece => {
    const parts: Piece[] = [];
    while (at < tokens.length && tokens[at] !== "|" && tokens[at] !== ")") parts.push(quantified());
    return { kind: "sequence", parts };
  };

  const choice = (): Piece => {
    const options = [sequence()];
    while (tokens[at] === "|") {
      at += 1;
      options.push(sequence());
    }
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  };

  return { main: choice(), looks };
};
