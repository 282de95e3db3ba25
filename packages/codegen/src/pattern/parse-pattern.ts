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

// An anchor and a word's edge take no character.
const takesNothing = /^(?:\^|\$|\\[bB])$/;

const reference = /^\\(?:([1-9]\d*)|k<(.*)>)$/;

const anyText: Piece = { kind: "repeat", part: { kind: "set", source: "[^]" }, min: 0, max: Infinity };

/** Reads a pattern that is known to be valid under the u flag. */
export const parsePattern = (source: string): ParsedPattern => {
  const tokens = source.match(token) ?? [];
  const looks: Piece[] = [];
  const groups = new Map<string, Piece>();
  // The groups that have surely matched where reading stands: a reference to another may match the empty text.
  let matched: ReadonlySet<string> = new Set();
  // Looking back, an engine goes from right to left, and meets a reference before the group on its left.
  let isBehind = false;
  let opened = 0;
  let at = 0;

  /** What a reference back takes at most: any text of its group, or where that refers back itself, any text. */
  const referenced = (name: string): Piece => {
    const part = groups.get(name) ?? anyText;
    return matched.has(name) && !isBehind ? part : { kind: "repeat", part, min: 0, max: 1 };
  };

  const group = (names: readonly string[]): Piece => {
    const start = at;
    const inner = choice();
    const refersBack = tokens.slice(start, at).some((text) => reference.test(text));
    for (const name of names) groups.set(name, refersBack || groups.has(name) ? anyText : inner);
    matched = new Set([...matched, ...names]);
    return inner;
  };

  const namesOf = (text: string): readonly string[] => {
    if (text === "(?:") return [];
    opened += 1;
    const name = /<(.*)>/.exec(text)?.[1];
    return [String(opened), ...(name === undefined ? [] : [name])];
  };

  const look = (text: string): Piece => {
    const before = [matched, isBehind] as const;
    isBehind ||= text.startsWith("(?<");
    looks.push(group([]));
    const found = matched;
    [matched, isBehind] = before;
    if (text.endsWith("=")) matched = found;
    return nothing;
  };

  const atom = (): Piece => {
    const text = tokens[at] ?? "";
    at += 1;
    const referred = reference.exec(text);
    if (referred) return referenced(referred[1] ?? referred[2] ?? "");
    if (!text.startsWith("(")) return takesNothing.test(text) ? nothing : { kind: "set", source: text };
    const inner = /[=!]$/.test(text) ? look(text) : group(namesOf(text));
    at += 1;
    return inner;
  };

  const quantified = (): Piece => {
    const before = matched;
    const part = atom();
    const quantifier = readQuantifier(tokens[at]);
    if (!quantifier) return part;
    if (quantifier[0] === 0) matched = before;
    at += 1;
    return { kind: "repeat", part, min: quantifier[0], max: quantifier[1] };
  };

  const sequence = (): Piece => {
    const parts: Piece[] = [];
    while (at < tokens.length && tokens[at] !== "|" && tokens[at] !== ")") parts.push(quantified());
    return { kind: "sequence", parts };
  };

  const choice = (): Piece => {
    const before = matched;
    const options = [sequence()];
    while (tokens[at] === "|") {
      at += 1;
      matched = before;
      options.push(sequence());
      matched = before;
    }
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  };

  return { main: choice(), looks };
};
