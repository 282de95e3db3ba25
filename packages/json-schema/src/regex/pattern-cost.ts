import { degreeOf, isExponential, type Analysis } from "./ambiguity.ts";
import { buildAutomaton } from "./automaton.ts";
import { countWays, type Turns } from "./count-ways.ts";
import { createBudget, type Budget, withinBudget } from "./budget.ts";
import { createOverlaps, type Overlap } from "./overlap.ts";
import { mergesOf } from "./merges.ts";
import { type Piece, parsePattern } from "./parse-pattern.ts";

/** How the time of a match grows with the length of a string; `too large` where the analysis would take too long. */
export type PatternCost = "linear" | "quadratic" | "slow" | "too large";

/** The budget of the analysis: a constant, and more for each character of the pattern. */
const budgetFor = (source: string): number => 100_000 + 3_000 * source.length;

/** Counted repeats are expanded up to this count. */
const mostCopies = 12;

/** The string length that costs are computed for. */
const textLength = 1000;

/** All iterations, and only those of bounded repeats. */
const allTurns: Turns = { length: textLength, unbounded: textLength };
const boundedTurns: Turns = { length: textLength, unbounded: 0 };

/** More steps than a quadratic pattern takes for that length: about 0.2 s. */
const mostSteps = 20_000_000;

/** Fewer steps than this count as linear. */
const fewSteps = 100_000;

/** Any string before a match: an unanchored pattern is tried from each character on. */
const anywhere: Piece = {
  kind: "repeat",
  part: { kind: "set", source: "[^]" },
  min: 0,
  max: Infinity,
};

const isAnchored = (piece: Piece): boolean => {
  switch (piece.kind) {
    case "check":
      return piece.isStart;
    case "choice":
      return piece.options.every(isAnchored);
    case "sequence": {
      const takesNone = (part: Piece): boolean => part.kind === "check" || part.kind === "look";
      const end = piece.parts.findIndex((part) => !takesNone(part));
      const start = end < 0 ? piece.parts : piece.parts.slice(0, end + 1);
      return start.some((part) => part.kind !== "look" && isAnchored(part));
    }
    case "repeat":
      return piece.min > 0 && isAnchored(piece.part);
    case "set":
    case "look":
      return false;
    default:
      return piece satisfies never;
  }
};

const withStart = (piece: Piece): Piece => (isAnchored(piece) ? piece : { kind: "sequence", parts: [anywhere, piece] });

/** The alternatives of a pattern, which a match tries separately. */
const alternatives = (piece: Piece): readonly Piece[] => {
  if (piece.kind === "choice") return piece.options.flatMap(alternatives);
  const [only, ...more] = piece.kind === "sequence" ? piece.parts : [];
  return only?.kind === "choice" && more.length === 0 ? alternatives(only) : [piece];
};

/** An upper bound of the steps of a match. */
interface Grown {
  readonly isExponential: boolean;
  /** The degree of the polynomial in the length of the string. */
  readonly degree: number;
  readonly steps: number;
  readonly isExact: boolean;
}

const growthOf = (piece: Piece, copies: number, analysis: Analysis): Grown => {
  const automaton = buildAutomaton(piece, { copies, budget: analysis.budget });
  const { isExact } = automaton;
  if (isExponential(automaton, analysis)) return { isExponential: true, degree: Infinity, steps: Infinity, isExact };
  const degree = degreeOf(automaton, analysis);
  const steps = textLength ** degree * 2 ** mergesOf(automaton, analysis);
  return { isExponential: false, degree, steps, isExact };
};

const named = (degree: number, steps: number): PatternCost => {
  if (steps > mostSteps) return "slow";
  return degree === 1 || steps <= fewSteps ? "linear" : "quadratic";
};

const costOfPiece = (piece: Piece, analysis: Analysis): PatternCost => {
  // Regardless of characters: enough for most patterns.
  const { steps } = countWays(piece, allTurns);
  if (steps <= fewSteps) return "linear";
  // Counted repeats as unbounded ones: an upper bound of the ways, with fewer states.
  const wide = growthOf(piece, 1, analysis);
  const cost = named(wide.degree, wide.steps);
  if (cost !== "slow") return cost;
  if (steps <= mostSteps) return "quadratic";
  // Expanded, counted repeats are counted separately from what grows with the string.
  const written = withinBudget(() => growthOf(piece, mostCopies, analysis));
  if (!written?.isExact || written.isExponential) return "slow";
  const bounded = countWays(piece, boundedTurns).steps * textLength ** written.degree;
  return named(written.degree, Math.min(written.steps, bounded));
};

const order: readonly PatternCost[] = ["linear", "quadratic", "slow", "too large"];

const worse = (a: PatternCost, b: PatternCost): PatternCost => (order.indexOf(a) > order.indexOf(b) ? a : b);

const analyze = (source: string, overlap: Overlap, budget: Budget): PatternCost => {
  const { main, behind } = parsePattern(source, budget);
  const analysis = { overlap, budget };
  const ahead = alternatives(main).map((piece) => costOfPiece(withStart(piece), analysis));
  const back = behind.map((piece) => costOfPiece(piece, analysis));
  const cost = [...ahead, ...back].reduce(worse);
  // A lookbehind over the string is repeated at each position.
  const grows = behind.some((piece) => countWays(piece, allTurns).steps >= textLength);
  return grows ? (cost === "linear" ? "quadratic" : worse(cost, "slow")) : cost;
};

/** Returns the cost of a pattern, valid under the u flag, for a backtracking engine. */
export type CostOfPattern = (source: string) => PatternCost;

/** Creates a function that analyzes patterns, each once. */
export const createPatternAnalyzer = (): CostOfPattern => {
  const createOverlap = createOverlaps();
  const known = new Map<string, PatternCost>();
  return (source) => {
    const budget = createBudget(budgetFor(source));
    const cost =
      known.get(source) ?? withinBudget(() => analyze(source, createOverlap(source, budget), budget)) ?? "too large";
    known.set(source, cost);
    return cost;
  };
};
