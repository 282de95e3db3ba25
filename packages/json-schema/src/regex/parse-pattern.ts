import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { type Budget, BudgetError } from "./budget.ts";

/** A regular expression, as far as backtracking is concerned. */
export type Piece =
  /** One character of a set, in the syntax of the pattern. It is fixed if a backreference determines it. */
  | { readonly kind: "set"; readonly source: string; readonly isFixed?: true }
  | { readonly kind: "sequence"; readonly parts: readonly Piece[] }
  | { readonly kind: "choice"; readonly options: readonly Piece[] }
  | { readonly kind: "repeat"; readonly part: Piece; readonly min: number; readonly max: number }
  /** An assertion without characters, such as `^`. */
  | { readonly kind: "check"; readonly isStart: boolean }
  /** A lookahead, which consumes nothing. */
  | { readonly kind: "look"; readonly part: Piece };

/** A pattern, and its lookbehinds separately, from right to left. */
export interface ParsedPattern {
  readonly main: Piece;
  readonly behind: readonly Piece[];
}

const assertion: Piece = { kind: "check", isStart: false };

/** Deeper groups exceed the stack of recursive functions. */
const mostNested = 200;

const anyText: Piece = { kind: "repeat", part: { kind: "set", source: "[^]", isFixed: true }, min: 0, max: Infinity };

const parser = new RegExpParser();

const syntaxOf = (source: string): AST.Pattern => {
  try {
    return parser.parsePattern(source, 0, source.length, { unicode: true });
  } catch (error) {
    // The parser is recursive, and an engine may support newer syntax.
    if (error instanceof RangeError || error instanceof SyntaxError) throw new BudgetError("this can't be parsed");
    throw error;
  }
};

/**
 * Parses a pattern that is valid under the u flag.
 *
 * @throws BudgetError if it is nested too deep, too large, or has modifiers
 */
export const parsePattern = (source: string, budget: Budget): ParsedPattern => {
  const behind: Piece[] = [];
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
    return matched.has(name) && !isBehind ? part : { kind: "repeat", part, min: 0, max: 1 };
  };

  const group = (names: readonly string[], alternatives: readonly AST.Alternative[]): Piece => {
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

  const plain = ({ modifiers, alternatives }: AST.Group): Piece => {
    // They change which sets overlap.
    if (modifiers !== null) throw new BudgetError("modifiers aren't supported");
    return group([], alternatives);
  };

  const capture = ({ name, alternatives }: AST.CapturingGroup): Piece => {
    opened += 1;
    return group([String(opened), ...(name === null ? [] : [name])], alternatives);
  };

  const look = ({ kind, negate, alternatives }: AST.LookaroundAssertion): Piece => {
    const before = [matched, isBehind] as const;
    isBehind ||= kind === "lookbehind";
    const part = group([], alternatives);
    if (kind === "lookbehind") behind.push(part);
    const found = matched;
    [matched, isBehind] = before;
    if (!negate) matched = found;
    return kind === "lookbehind" ? assertion : { kind: "look", part };
  };

  const repeat = ({ element, min, max }: AST.Quantifier): Piece => {
    const before = matched;
    const part = read(element);
    if (min === 0) matched = before;
    return { kind: "repeat", part, min, max };
  };

  const read = (element: AST.Element): Piece => {
    if (element.type === "Quantifier") return repeat(element);
    budget.spend(20);
    if (element.type === "Backreference") return referenced(String(element.ref));
    if (element.type === "CapturingGroup") return capture(element);
    if (element.type === "Group") return plain(element);
    if (element.type !== "Assertion") return { kind: "set", source: element.raw };
    if (element.kind === "lookahead" || element.kind === "lookbehind") return look(element);
    return { kind: "check", isStart: element.kind === "start" };
  };

  const sequence = ({ elements }: AST.Alternative): Piece => ({ kind: "sequence", parts: elements.map(read) });

  const choice = (alternatives: readonly AST.Alternative[]): Piece => {
    const before = matched;
    const options = alternatives.map((alternative) => {
      matched = before;
      return sequence(alternative);
    });
    if (options.length === 1) return options[0]!;
    matched = before;
    return { kind: "choice", options };
  };

  return { main: choice(syntaxOf(source).alternatives), behind };
};
