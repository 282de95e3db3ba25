import type { Automaton } from "./automaton.ts";
import type { Budget } from "./budget.ts";
import type { Overlap } from "./overlap.ts";
import { strongComponents } from "../strong-components.ts";

/** What the analysis of an automaton needs. */
export interface Analysis {
  readonly overlap: Overlap;
  readonly budget: Budget;
}

type Edges = readonly (readonly number[])[];

const inLoops = ({ sets }: Automaton, edges: Edges): ReadonlyMap<number, number> =>
  strongComponents(sets.keys(), (state) => edges[state] ?? []);

const edgesOf = ({ next }: Automaton): Edges => next.map((to) => [...to.keys()]);

/**
 * Whether a state can be left and reached again in two ways by one string. Then each iteration doubles the ways, and a
 * backtracking engine tries them all before it fails.
 * Source: Weideman, Van der Merwe, Berglund, Watson, "Analyzing Matching Time Behavior of Backtracking Regular
 * Expression Matchers by Using Ambiguity of NFA" (2016).
 */
export const isExponential = (automaton: Automaton, { overlap, budget }: Analysis): boolean => {
  const { sets, next } = automaton;
  const edges = edgesOf(automaton);
  const loops = inLoops(automaton, edges);
  const inLoop = (a: number, b: number): boolean => loops.get(a) === loops.get(b);
  for (const from of sets.keys()) {
    for (const [to, ways] of next[from] ?? []) if (ways > 1 && inLoop(from, to)) return true;
  }

  // Two walks over one string, with a number for each pair of states.
  const size = sets.length;
  function* pairsAfter(pair: number): Iterable<number> {
    const [a, b] = [Math.floor(pair / size), pair % size];
    for (const c of edges[a] ?? []) {
      if (!inLoop(a, c)) continue;
      for (const d of edges[b] ?? []) {
        budget.spend(40);
        if (inLoop(b, d) && overlap(sets[c] ?? "", sets[d] ?? "")) yield c * size + d;
      }
    }
  }
  const together = strongComponents(
    Array.from(sets.keys(), (state) => state * size + state),
    pairsAfter,
  );
  const meeting = new Set(Array.from(sets.keys(), (state) => together.get(state * size + state)));
  return [...together].some(([pair, component]) => Math.floor(pair / size) !== pair % size && meeting.has(component));
};

/** The states of each loop. */
const loopsIn = (edges: Edges, components: ReadonlyMap<number, number>): readonly (readonly number[])[] => {
  const members = new Map<number, number[]>();
  for (const [state, component] of components) {
    const known = members.get(component) ?? [];
    members.set(component, known);
    known.push(state);
  }
  return [...members.values()].filter(
    (states) => states.length > 1 || states.some((state) => edges[state]?.includes(state)),
  );
};

const reachedFrom = (states: readonly number[], edges: Edges, budget: Budget): ReadonlySet<number> => {
  const reached = new Set(states);
  // A set iterates over elements that are added during the iteration.
  for (const state of reached) {
    budget.spend(5 + (edges[state]?.length ?? 0));
    for (const to of edges[state] ?? []) reached.add(to);
  }
  return reached;
};

/**
 * Whether one string loops in one loop, leads from it to another, and loops there. Then a match may move on at any
 * iteration, which gives as many ways as there are iterations.
 * Source: Weber and Seidl, "On the degree of ambiguity of finite automata" (1991); as a search for a cycle in the
 * product of three walks: Allauzen, Mohri, Rastogi, "General algorithms for testing the ambiguity of automata" (2008).
 */
const leaksInto = (
  first: readonly number[],
  second: readonly number[],
  between: ReadonlySet<number>,
  edges: Edges,
  sets: readonly string[],
  { overlap, budget }: Analysis,
): boolean => {
  const size = sets.length;
  const [inFirst, inSecond] = [new Set(first), new Set(second)];
  const numberOf = (a: number, b: number, c: number): number => (a * size + b) * size + c;
  function* after(triple: number): Iterable<number> {
    const [a, b, c] = [Math.floor(triple / size / size), Math.floor(triple / size) % size, triple % size];
    if (b === c && inFirst.has(a)) yield numberOf(a, a, c);
    for (const toA of edges[a] ?? []) {
      if (!inFirst.has(toA)) continue;
      for (const toC of edges[c] ?? []) {
        budget.spend(40);
        if (!inSecond.has(toC) || !overlap(sets[toA] ?? "", sets[toC] ?? "")) continue;
        for (const toB of edges[b] ?? []) {
          budget.spend(40);
          const isCommon = overlap(sets[toA] ?? "", sets[toB] ?? "") && overlap(sets[toB] ?? "", sets[toC] ?? "");
          if (between.has(toB) && isCommon) yield numberOf(toA, toB, toC);
        }
      }
    }
  }
  const starts = first.flatMap((p) => second.map((q) => numberOf(p, p, q)));
  const components = strongComponents(starts, after);
  return first.some((p) =>
    second.some((q) => {
      const component = components.get(numberOf(p, p, q));
      return component !== undefined && component === components.get(numberOf(p, q, q));
    }),
  );
};

/**
 * The degree of the polynomial that bounds the steps of a match, for a pattern that isn't exponential.
 *
 * An engine never backtracks past an accepting state, so the transitions from such states are left out.
 */
export const degreeOf = (automaton: Automaton, analysis: Analysis): number => {
  const { sets, free, fixed } = automaton;
  const edges = edgesOf(automaton).map((to, state) =>
    free.has(state) ? [] : to.filter((next) => next !== state || !fixed.has(state)),
  );
  const components = inLoops(automaton, edges);
  const loops = loopsIn(edges, components);
  const reached = loops.map((loop) => reachedFrom(loop, edges, analysis.budget));
  const backwards: number[][] = sets.map(() => []);
  edges.forEach((to, from) => to.forEach((state) => backwards[state]?.push(from)));
  const reaching = loops.map((loop) => reachedFrom(loop, backwards, analysis.budget));

  const degrees = new Map<number, number>();
  /** How often a match may move on to another loop from this one. */
  const changesFrom = (index: number): number => {
    const known = degrees.get(index);
    if (known !== undefined) return known;
    let most = 0;
    for (const [other, states] of loops.entries()) {
      analysis.budget.spend(20);
      const isAfter = other !== index && states.some((state) => reached[index]?.has(state));
      if (!isAfter) continue;
      const below = changesFrom(other);
      if (below + 1 <= most) continue;
      const between = new Set([...(reached[index] ?? [])].filter((state) => reaching[other]?.has(state)));
      analysis.budget.spend(5 * (reached[index]?.size ?? 0));
      const leaks = leaksInto(loops[index] ?? [], states, between, edges, sets, analysis);
      most = Math.max(most, below + (leaks ? 1 : 0));
    }
    degrees.set(index, most);
    return most;
  };
  return 1 + Math.max(0, ...loops.map((_, index) => changesFrom(index)));
};
