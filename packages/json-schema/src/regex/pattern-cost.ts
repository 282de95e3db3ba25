import { degreeOf, isExponential, type Analysis } from "./ambiguity.ts";
import { type Automaton, buildAutomaton } from "./automaton.ts";
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

/** The lookbehinds of a piece, or what else is matched opposite to it; not those inside each other. */
const oppositesIn = (piece: Piece): readonly Piece[] => {
  switch (piece.kind) {
    case "sequence":
      return piece.parts.flatMap(oppositesIn);
    case "choice":
      return piece.options.flatMap(oppositesIn);
    case "repeat":
      return oppositesIn(piece.part);
    case "look":
      return piece.isOpposite ? [piece.part] : oppositesIn(piece.part);
    case "set":
    case "check":
      return [];
    default:
      return piece satisfies never;
  }
};

/** How the steps of a match grow: an upper bound. */
interface Growth {
  /** The degree of the polynomial in the length of the string. */
  readonly degree: number;
  readonly steps: number;
}

const unbounded: Growth = { degree: Infinity, steps: Infinity };

const named = ({ degree, steps }: Growth): PatternCost => {
  if (steps > mostSteps) return "slow";
  return degree === 1 || steps <= fewSteps ? "linear" : "quadratic";
};

/** The growth of one match of each opposite piece. */
const growthOfOpposites = (piece: Piece, analysis: Analysis): Growth => {
  const all = oppositesIn(piece).map((opposite) => growthOf(opposite, analysis));
  const reading = all.filter(({ steps }) => steps >= textLength);
  const steps = all.reduce((sum, growth) => sum + growth.steps, 0);
  return { degree: Math.max(0, ...reading.map(({ degree }) => degree)), steps: Math.max(1, steps) };
};

/** The growth of an automaton, each step of which may match the opposite pieces; `undefined` if that isn't a polynomial. */
const growthInAutomaton = (automaton: Automaton, opposites: Growth, analysis: Analysis): Growth | undefined => {
  if (isExponential(automaton, analysis)) return undefined;
  const degree = degreeOf(automaton, analysis);
  const steps = textLength ** degree * 2 ** mergesOf(automaton, analysis);
  return { degree: degree + opposites.degree, steps: steps * opposites.steps };
};

const growthOf = (piece: Piece, analysis: Analysis): Growth => {
  // Regardless of characters: enough for most patterns.
  const { steps } = countWays(piece, allTurns);
  if (steps <= fewSteps) return { degree: 1, steps };
  const { budget } = analysis;
  const opposites = growthOfOpposites(piece, analysis);
  // Counted repeats as unbounded ones: an upper bound of the ways, with fewer states.
  const wide = growthInAutomaton(buildAutomaton(piece, { copies: 1, budget }), opposites, analysis);
  if (wide && named(wide) !== "slow") return wide;
  if (steps <= mostSteps) return { degree: 2, steps };
  // Expanded, counted repeats are counted separately from what grows with the string.
  return (
    withinBudget(() => {
      const automaton = buildAutomaton(piece, { copies: mostCopies, budget });
      const written = automaton.isExact ? growthInAutomaton(automaton, opposites, analysis) : undefined;
      if (!written) return unbounded;
      const bounded = countWays(piece, boundedTurns).steps * textLength ** written.degree;
      return { degree: written.degree, steps: Math.min(written.steps, bounded) };
    }) ?? unbounded
  );
};

const order: readonly PatternCost[] = ["linear", "quadratic", "slow", "too large"];

const worse = (a: PatternCost, b: PatternCost): PatternCost => (order.indexOf(a) > order.indexOf(b) ? a : b);

const analyze = (source: string, overlap: Overlap, budget: Budget): PatternCost => {
  const pieces = alternatives(parsePattern(source, budget)).map(withStart);
  return pieces.map((piece) => named(growthOf(piece, { overlap, budget }))).reduce(worse);
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
