import { type Budget, BudgetError } from "./budget.ts";
import { type Alternatives, type Element, readPatternSyntax } from "./pattern-syntax.ts";

/** A regular expression, as far as backtracking is concerned. */
export type Piece =
  /** One character of a set, in the syntax of the pattern. It is fixed if a backreference determines it. */
  | { readonly kind: "set"; readonly source: string; readonly isFixed?: true }
  | { readonly kind: "sequence"; readonly parts: readonly Piece[] }
  | { readonly kind: "choice"; readonly options: readonly Piece[] }
  | { readonly kind: "repeat"; readonly part: Piece; readonly min: number; readonly max: number }
  /** An assertion without characters, such as `^`. */
  | { readonly kind: "check"; readonly isStart: boolean }
  /**
   * A lookahead or lookbehind, which consumes nothing. Its part is in the order in which an engine matches it, which is
   * opposite to that of the pieces around a lookbehind, or around a lookahead in a lookbehind.
   */
  | { readonly kind: "look"; readonly part: Piece; readonly isOpposite: boolean };

const assertion: Piece = { kind: "check", isStart: false };

/** Deeper groups exceed the stack of recursive functions. */
const mostNested = 200;

const anyText: Piece = { kind: "repeat", part: { kind: "set", source: "[^]", isFixed: true }, min: 0, max: Infinity };

/** A piece as an engine matches it from right to left. */
const reversed = (piece: Piece): Piece => {
  switch (piece.kind) {
    case "sequence":
      return { ...piece, parts: piece.parts.map(reversed).toReversed() };
    case "choice":
      return { ...piece, options: piece.options.map(reversed) };
    case "repeat":
      return { ...piece, part: reversed(piece.part) };
    case "look":
      return { ...piece, isOpposite: !piece.isOpposite };
    case "set":
    case "check":
      return piece;
    default:
      return piece satisfies never;
  }
};

type ElementOf<Kind extends Element["kind"]> = Extract<Element, { readonly kind: Kind }>;

const syntaxOf = (source: string): Alternatives => {
  try {
    return readPatternSyntax(source);
  } catch (error) {
    // It is read recursively.
    if (error instanceof RangeError) throw new BudgetError("this can't be parsed");
    throw error;
  }
};

/**
 * Parses a pattern that is valid under the u flag.
 *
 * @throws BudgetError if it is nested too deep, too large, or has modifiers
 */
export const parsePattern = (source: string, budget: Budget): Piece => {
  const groups = new Map<string, Piece>();
  // The groups that have certainly matched here. A backreference to another may match the empty string.
  let matched: ReadonlySet<string> = new Set();
  // In a lookbehind, an engine goes from right to left, and meets a backreference before its group.
  let isBehind = false;
  let opened = 0;
  let nested = 0;
  let references = 0;

  /** What a backreference matches at most: any string of its group, or any string if that has backreferences itself. */
  const referenced = (name: string): Piece => {
    references += 1;
    const part = groups.get(name) ?? anyText;
    const text: Piece = matched.has(name) && !isBehind ? part : { kind: "repeat", part, min: 0, max: 1 };
    // It may fail even where its group can match the empty string.
    return { kind: "sequence", parts: [text, assertion] };
  };

  const group = (names: readonly string[], alternatives: Alternatives): Piece => {
    const before = references;
    nested += 1;
    if (nested > mostNested) throw new BudgetError("the groups are nested too deep");
    const inner = choice(alternatives);
    nested -= 1;
    const refersBack = references > before;
    budget.spend(10 * (1 + matched.size));
    for (const name of names) groups.set(name, refersBack || groups.has(name) ? anyText : inner);
    matched = new Set([...matched, ...names]);
    return inner;
  };

  const capture = ({ name, inner }: ElementOf<"capture">): Piece => {
    opened += 1;
    return group([String(opened), ...(name === undefined ? [] : [name])], inner);
  };

  const look = ({ isBehind: looksBack, isNegated, inner }: ElementOf<"look">): Piece => {
    const before = [matched, isBehind] as const;
    isBehind ||= looksBack;
    const part = group([], inner);
    const found = matched;
    [matched, isBehind] = before;
    if (!isNegated) matched = found;
    return { kind: "look", part: looksBack ? reversed(part) : part, isOpposite: looksBack };
  };

  const repeat = ({ element, min, max }: ElementOf<"repeat">): Piece => {
    const before = matched;
    const part = read(element);
    if (min === 0) matched = before;
    return { kind: "repeat", part, min, max };
  };

  const read = (element: Element): Piece => {
    if (element.kind === "repeat") return repeat(element);
    budget.spend(20);
    switch (element.kind) {
      case "reference":
        return referenced(element.to);
      case "capture":
        return capture(element);
      case "group":
        return group([], element.inner);
      case "look":
        return look(element);
      case "edge":
        return { kind: "check", isStart: element.isStart };
      case "set":
        return { kind: "set", source: element.source };
      default:
        return element satisfies never;
    }
  };

  const choice = (alternatives: Alternatives): Piece => {
    const before = matched;
    const options = alternatives.map((alternative): Piece => {
      matched = before;
      return { kind: "sequence", parts: alternative.map(read) };
    });
    if (options.length === 1) return options[0]!;
    matched = before;
    return { kind: "choice", options };
  };

  return choice(syntaxOf(source));
};
