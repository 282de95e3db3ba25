import type { Analysis } from "./ambiguity.ts";
import type { Automaton } from "./automaton.ts";
import { strongComponents } from "../strong-components.ts";

type Edges = readonly (readonly number[])[];

/** For each state, the predecessors that one string reaches at the same time: there, ways merge. */
const mergingInto = (
  { sets, first }: Automaton,
  edges: Edges,
  { overlap, budget }: Analysis,
): ReadonlyMap<number, ReadonlySet<number>> => {
  const merging = new Map<number, Set<number>>();
  const pairs = new Set<number>();
  const size = sets.length;
  const meet = (ones: Iterable<number>, others: readonly number[], from?: readonly [number, number]): void => {
    for (const one of ones) {
      for (const other of others) {
        budget.spend(10);
        if (one === other) {
          if (!from) continue;
          const known = merging.get(one) ?? new Set<number>();
          merging.set(one, known);
          for (const state of from) known.add(state);
        } else if (overlap(sets[one] ?? "", sets[other] ?? "")) {
          const pair = Math.min(one, other) * size + Math.max(one, other);
          if (!pairs.has(pair)) budget.spend(40);
          pairs.add(pair);
        }
      }
    }
  };
  const starts = [...first.keys()];
  meet(starts, starts);
  for (const to of edges) meet(to, to);
  // A set iterates over elements that are added during the iteration.
  for (const pair of pairs) {
    const [one, other] = [Math.floor(pair / size), pair % size];
    meet(edges[one] ?? [], edges[other] ?? [], [one, other]);
  }
  return merging;
};

/**
 * The binary logarithm of the factor by which merging ways multiply the steps of a match, beyond its loops. `a?a?a?a?b` has
 * no loop, and 16 ways.
 */
export const mergesOf = (automaton: Automaton, analysis: Analysis): number => {
  const { sets, next, first, free } = automaton;
  const edges = next.map((to, state) => (free.has(state) ? [] : [...to.keys()]));
  const merging = mergingInto(automaton, edges, analysis);
  const components = strongComponents(sets.keys(), (state) => edges[state] ?? []);
  const doubles = new Map<number, number>();
  const note = (state: number, ways: number): void => {
    if (ways > 1) doubles.set(state, Math.log2(ways) + (doubles.get(state) ?? 0));
  };
  for (const [state, ways] of first) note(state, ways);
  next.forEach((to, from) => {
    if (!free.has(from)) for (const [state, ways] of to) note(state, ways);
  });

  const own = new Map<number, number>();
  const after = new Map<number, number>();
  // Components come in reverse topological order.
  for (const [state, component] of components) {
    const merged = Math.log2(Math.max(1, merging.get(state)?.size ?? 1)) + (doubles.get(state) ?? 0);
    own.set(component, (own.get(component) ?? 0) + merged);
    for (const to of edges[state] ?? []) {
      const later = components.get(to);
      if (later === undefined || later === component) continue;
      after.set(component, Math.max(after.get(component) ?? 0, (own.get(later) ?? 0) + (after.get(later) ?? 0)));
    }
  }
  return Math.max(0, ...[...own].map(([component, merges]) => merges + (after.get(component) ?? 0)));
};
