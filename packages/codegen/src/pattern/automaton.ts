import type { Piece } from "./parse-pattern.ts";

/** Ways to do one thing: more than one makes a pattern ambiguous, and how many more doesn't matter. */
type Ways = number;

const atMostTwo = (ways: number): Ways => Math.min(ways, 2);

type Ends = ReadonlyMap<number, Ways>;

/** Glushkov's automaton of a pattern: each set of characters in it is a state. */
export interface Automaton {
  /** The set of characters of each state, as the pattern writes it. */
  readonly sets: readonly string[];
  /** In how many ways matching goes from one state to the next. */
  readonly next: readonly ReadonlyMap<number, Ways>[];
}

interface Fragment {
  /** In how many ways it matches the empty text. */
  readonly empty: Ways;
  readonly first: Ends;
  readonly last: Ends;
}

const none: Fragment = { empty: 1, first: new Map(), last: new Map() };

// A counted repeat is written out up to here; beyond, it is read as one without a bound.
const maximumCopies = 12;

const join = (a: Ends, b: Ends, factor: Ways = 1): Ends => {
  if (factor === 0) return a;
  const all = new Map(a);
  for (const [state, ways] of b) all.set(state, atMostTwo((all.get(state) ?? 0) + ways * factor));
  return all;
};

/** Builds the automaton of a pattern. */
export const buildAutomaton = (pattern: Piece): Automaton => {
  const sets: string[] = [];
  const next: Map<number, Ways>[] = [];

  const connect = (from: Ends, to: Ends): void => {
    for (const [a, waysOut] of from) {
      for (const [b, waysIn] of to) next[a]?.set(b, atMostTwo((next[a].get(b) ?? 0) + waysOut * waysIn));
    }
  };

  const then = (a: Fragment, b: Fragment): Fragment => {
    connect(a.last, b.first);
    return {
      empty: atMostTwo(a.empty * b.empty),
      first: join(a.first, b.first, a.empty),
      last: join(b.last, a.last, b.empty),
    };
  };

  const either = (a: Fragment, b: Fragment): Fragment => ({
    empty: atMostTwo(a.empty + b.empty),
    first: join(a.first, b.first),
    last: join(a.last, b.last),
  });

  // A turn of a loop that matches nothing is given up by the engine: that leaves one way to match nothing.
  const optional = (fragment: Fragment): Fragment => ({ ...fragment, empty: 1 });

  const loop = (part: Piece): Fragment => {
    const fragment = build(part);
    connect(fragment.last, fragment.first);
    return fragment;
  };

  const repeat = ({ part, min, max }: Extract<Piece, { readonly kind: "repeat" }>): Fragment => {
    if (max === 0) return none;
    if (min > maximumCopies || (max !== Infinity && max > maximumCopies)) {
      return min === 0 ? optional(loop(part)) : loop(part);
    }
    if (max === Infinity && min <= 1) return min === 0 ? optional(loop(part)) : loop(part);
    const endless = { kind: "repeat", part, min: 0, max } as const;
    let tail = max === Infinity ? repeat(endless) : none;
    const spare = max === Infinity ? 0 : max - min;
    // From the inside out: x{0,3} is (x(x(x)?)?)?, which matches each text in one way.
    for (let copy = 0; copy < spare; copy += 1) tail = optional(then(build(part), tail));
    for (let copy = 0; copy < min; copy += 1) tail = then(build(part), tail);
    return tail;
  };

  const build = (piece: Piece): Fragment => {
    switch (piece.kind) {
      case "set": {
        const ends: Ends = new Map([[sets.length, 1]]);
        sets.push(piece.source);
        next.push(new Map());
        return { empty: 0, first: ends, last: ends };
      }
      case "sequence":
        return piece.parts.map(build).reduce(then, none);
      case "choice":
        return piece.options.map(build).reduce(either);
      case "repeat":
        return repeat(piece);
      default:
        return piece satisfies never;
    }
  };

  build(pattern);
  return { sets, next };
};
