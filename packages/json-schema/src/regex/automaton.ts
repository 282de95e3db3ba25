import type { Budget } from "./budget.ts";
import type { Piece } from "./parse-pattern.ts";

/** A number of ways; more than one makes a pattern ambiguous. */
type Ways = number;

// An upper bound, so that numbers stay exact.
const mostWays = 2 ** 40;

const counted = (ways: number): Ways => Math.min(ways, mostWays);

type Ends = ReadonlyMap<number, Ways>;

/** Glushkov's automaton of a pattern: each set of characters in it is a state. */
export interface Automaton {
  /** The set of characters of each state, as the pattern writes it. */
  readonly sets: readonly string[];
  /** The number of ways from one state to the next. */
  readonly next: readonly ReadonlyMap<number, Ways>[];
  /** The number of ways in which matching begins with each state. */
  readonly first: Ends;
  /** The states at which a match is found whatever follows; an engine never backtracks past them. */
  readonly free: ReadonlySet<number>;
  /** The states whose characters a backreference determines, so that there is only one way. */
  readonly fixed: ReadonlySet<number>;
  /** Whether every counted repeat is expanded, so that the automaton has exactly the ways of the pattern. */
  readonly isExact: boolean;
}

interface Fragment {
  /** The number of ways to match the empty string. */
  readonly empty: Ways;
  readonly first: Ends;
  readonly last: Ends;
  /** Those of `last` after which nothing more is required; and whether that holds for the empty string. */
  readonly free: ReadonlySet<number>;
  readonly emptyIsFree: boolean;
}

const anyCharacter: Piece = { kind: "set", source: "[^]" };

const noStates: ReadonlySet<number> = new Set();

const none: Fragment = { empty: 1, first: new Map(), last: new Map(), free: noStates, emptyIsFree: true };

interface Building {
  /** Counted repeats are expanded up to this count; larger ones count as unbounded. */
  readonly copies: number;
  readonly budget: Budget;
}

/** Builds the automaton of a pattern. */
export const buildAutomaton = (pattern: Piece, { copies, budget }: Building): Automaton => {
  const sets: string[] = [];
  const next: Map<number, Ways>[] = [];
  const found = new Set<number>();
  const fixed = new Set<number>();
  let isExact = true;
  let loops = 0;

  const join = (a: Ends, b: Ends, factor: Ways = 1): Ends => {
    if (factor === 0) return a;
    budget.spend(5 * (a.size + b.size));
    const all = new Map(a);
    for (const [state, ways] of b) all.set(state, counted((all.get(state) ?? 0) + ways * factor));
    return all;
  };

  const joinFree = (a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> => {
    if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
    budget.spend(5 * (a.size + b.size));
    return new Set([...a, ...b]);
  };

  const connect = (from: Ends, to: Ends): void => {
    budget.spend(5 * from.size * to.size);
    for (const [a, waysOut] of from) {
      for (const [b, waysIn] of to) next[a]?.set(b, counted((next[a].get(b) ?? 0) + waysOut * waysIn));
    }
  };

  const then = (a: Fragment, b: Fragment): Fragment => {
    connect(a.last, b.first);
    return {
      empty: counted(a.empty * b.empty),
      first: join(a.first, b.first, a.empty),
      last: join(b.last, a.last, b.empty),
      free: b.emptyIsFree ? joinFree(a.free, b.free) : b.free,
      emptyIsFree: a.emptyIsFree && b.emptyIsFree,
    };
  };

  const either = (a: Fragment, b: Fragment): Fragment => ({
    empty: counted(a.empty + b.empty),
    first: join(a.first, b.first),
    last: join(a.last, b.last),
    free: joinFree(a.free, b.free),
    emptyIsFree: (a.empty > 0 && a.emptyIsFree) || (b.empty > 0 && b.emptyIsFree),
  });

  // An engine stops a loop at an empty iteration, so there is one way to match nothing.
  const optional = (fragment: Fragment): Fragment => ({ ...fragment, empty: 1, emptyIsFree: true });

  const loop = (part: Piece): Fragment => {
    loops += 1;
    const fragment = build(part);
    connect(fragment.last, fragment.first);
    return fragment;
  };

  /** A counted repeat as a loop. It may match nothing in each iteration until its minimum is reached. */
  const widened = (part: Piece, min: number): Fragment => {
    isExact = false;
    const fragment = loop(part);
    if (min > 1 && fragment.empty > 0) connect(fragment.last, fragment.first);
    return min === 0 ? optional(fragment) : min === 1 ? fragment : { ...fragment, free: noStates, emptyIsFree: false };
  };

  const repeat = ({ part, min, max }: Extract<Piece, { readonly kind: "repeat" }>): Fragment => {
    if (max === 0) return none;
    if (max === 1) return min === 0 ? optional(build(part)) : build(part);
    if (min > copies || (max !== Infinity && max > copies)) return widened(part, min);
    if (max === Infinity && min <= 1) return min === 0 ? optional(loop(part)) : loop(part);
    const endless = { kind: "repeat", part, min: 0, max } as const;
    let tail = max === Infinity ? repeat(endless) : none;
    const spare = max === Infinity ? 0 : max - min;
    // From the inside out: x{0,3} is (x(x(x)?)?)?, which matches each string in one way.
    for (let copy = 0; copy < spare; copy += 1) tail = optional(then(build(part), tail));
    for (let copy = 0; copy < min; copy += 1) tail = then(build(part), tail);
    return tail;
  };

  const build = (piece: Piece): Fragment => {
    switch (piece.kind) {
      case "set": {
        const ends: Ends = new Map([[sets.length, 1]]);
        if (piece.isFixed) fixed.add(sets.length);
        sets.push(piece.source);
        next.push(new Map());
        budget.spend(20);
        return { empty: 0, first: ends, last: ends, free: new Set(ends.keys()), emptyIsFree: false };
      }
      case "sequence":
        return piece.parts.map(build).reduce(then, none);
      case "choice":
        return piece.options.map(build).reduce(either);
      case "repeat":
        return repeat(piece);
      case "check":
        return { ...none, emptyIsFree: false };
      case "look": {
        // An automaton goes one way: the cost of what is opposite is computed separately.
        if (piece.isOpposite) return { ...none, emptyIsFree: false };
        // An assertion consumes nothing, so nothing follows its last states.
        const before = loops;
        const { first, free } = build(piece.part);
        for (const state of free) found.add(state);
        // With a loop it may read to the end of the string each time it is tried.
        const readsOn = loops > before && free.size > 0;
        return { ...none, first: readsOn ? join(first, loop(anyCharacter).first) : first, emptyIsFree: false };
      }
      default:
        return piece satisfies never;
    }
  };

  const { first, free } = build(pattern);
  for (const state of free) found.add(state);
  return { sets, next, first, free: found, fixed, isExact };
};
