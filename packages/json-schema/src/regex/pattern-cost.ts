import { degreeOf, isExponential, type Analysis } from "./ambiguity.ts";
import { buildAutomaton } from "./automaton.ts";
import { countWays, type Turns } from "./count-ways.ts";
import { createBudget, type Budget, withinBudget } from "./budget.ts";
import { createOverlaps, type Overlap } from "./overlap.ts";
import { mergesOf } from "./merges.ts";
import { type Piece, parsePattern } from "./parse-pattern.ts";

/** How the time of a match grows with the length of a text; `too large` where that would take too long to find out. */
export type PatternCost = "linear" | "quadratic" | "slow" | "too large";

/** Steps that analysis takes at most: so many, and so many more for each character of the pattern. */
const budgetFor = (source: string): number => 100_000 + 3_000 * source.length;

/** Up to here a counted repeat is written out. */
const mostCopies = 12;

/** A text of this length is what costs are reckoned for. */
const textLength = 1000;

/** Every way through such a text, and only those that bounded repeats make. */
const allTurns: Turns = { length: textLength, unbounded: textLength };
const boundedTurns: Turns = { length: textLength, unbounded: 0 };

/** As many steps as a quadratic pattern takes for it, and some more: about 0.2 s. */
const mostSteps = 20_000_000;

/** Fewer steps than this aren't worth a word. */
const fewSteps = 100_000;

/** Any text before a match: a pattern that isn't bound to the start of a text is tried from each character on. */
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

/** The pieces of which a match tries each for itself. */
const alternatives = (piece: Piece): readonly Piece[] => {
  if (piece.kind === "choice") return piece.options.flatMap(alternatives);
  const [only, ...more] = piece.kind === "sequence" ? piece.parts : [];
  return only?.kind === "choice" && more.length === 0 ? alternatives(only) : [piece];
};

/** How many steps a match takes at most, as the loops of a pattern and its ways through them make them. */
interface Grown {
  readonly isExponential: boolean;
  /** By which power of the text's length they grow. */
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
  // Without a look at which characters are where: enough for most patterns.
  const { steps } = countWays(piece, allTurns);
  if (steps <= fewSteps) return "linear";
  // With every counted repeat read as one without a bound, there are more ways than there are, and fewer states.
  const wide = growthOf(piece, 1, analysis);
  const cost = named(wide.degree, wide.steps);
  if (cost !== "slow") return cost;
  if (steps <= mostSteps) return "quadratic";
  // Written out, what counted repeats share out among each other is counted apart from what grows with the text.
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
  // What looks back through a text does so again at each place where it is tried.
  const grows = behind.some((piece) => countWays(piece, allTurns).steps >= textLength);
  return grows ? (cost === "linear" ? "quadratic" : worse(cost, "slow")) : cost;
};

/** Says what a pattern that is valid under the u flag costs an engine that backtracks. */
export type CostOfPattern = (source: string) => PatternCost;

/** Makes a judge of patterns, which judges each once. */
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
