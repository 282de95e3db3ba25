import { type Effort, EffortError } from "./effort.ts";

/** A regular expression, as far as backtracking is concerned. */
export type Piece =
  /** One character out of a set, as the pattern writes the set; or which one it is was settled before. */
  | { readonly kind: "set"; readonly source: string; readonly isFixed?: true }
  | { readonly kind: "sequence"; readonly parts: readonly Piece[] }
  | { readonly kind: "choice"; readonly options: readonly Piece[] }
  | { readonly kind: "repeat"; readonly part: Piece; readonly min: number; readonly max: number }
  /** A demand that takes no character: `^`, which only the start of a text meets, or another. */
  | { readonly kind: "check"; readonly isStart: boolean }
  /** What must, or mustn't, come next; it is tried from here and takes nothing. */
  | { readonly kind: "look"; readonly part: Piece };

/** A pattern, and apart from it what it looks back for, from right to left. */
export interface ParsedPattern {
  readonly main: Piece;
  readonly behind: readonly Piece[];
}

const demand: Piece = { kind: "check", isStart: false };

/** Deeper groups are too much for functions that walk them. */
const mostNested = 200;

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

const anyText: Piece = { kind: "repeat", part: { kind: "set", source: "[^]", isFixed: true }, min: 0, max: Infinity };

/**
 * Reads a pattern that is known to be valid under the u flag.
 *
 * @throws EffortError when it is nested too deep, or too large
 */
export const parsePattern = (source: string, effort: Effort): ParsedPattern => {
  const tokens = source.match(token) ?? [];
  const behind: Piece[] = [];
  const groups = new Map<string, Piece>();
  // The groups that have surely matched where reading stands: a reference to another may match the empty text.
  let matched: ReadonlySet<string> = new Set();
  // Looking back, an engine goes from right to left, and meets a reference before the group on its left.
  let isBehind = false;
  let opened = 0;
  let nested = 0;
  let references = 0;
  let at = 0;

  /** What a reference back takes at most: any text of its group, or where that refers back itself, any text. */
  const referenced = (name: string): Piece => {
    const part = groups.get(name) ?? anyText;
    return matched.has(name) && !isBehind ? part : { kind: "repeat", part, min: 0, max: 1 };
  };

  const group = (names: readonly string[]): Piece => {
    const before = references;
    nested += 1;
    if (nested > mostNested) throw new EffortError("the groups are nested too deep");
    const inner = choice();
    nested -= 1;
    const refersBack = references > before;
    effort.spend(10 * (1 + matched.size));
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
    const isLookBehind = text.startsWith("(?<");
    isBehind ||= isLookBehind;
    const part = group([]);
    if (isLookBehind) behind.push(part);
    const found = matched;
    [matched, isBehind] = before;
    if (text.endsWith("=")) matched = found;
    return isLookBehind ? demand : { kind: "look", part };
  };

  const atom = (): Piece => {
    const text = tokens[at] ?? "";
    at += 1;
    const referred = reference.exec(text);
    effort.spend(20);
    if (referred) {
      references += 1;
      return referenced(referred[1] ?? referred[2] ?? "");
    }
    if (takesNothing.test(text)) return { kind: "check", isStart: text === "^" };
    if (!text.startsWith("(")) return { kind: "set", source: text };
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

  return { main: choice(), behind };
};
