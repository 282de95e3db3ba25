import type { Piece } from "./parse-pattern.ts";

/** An upper bound of the ways in which a piece matches at one position, and of the steps to try them all. */
export interface Ways {
  readonly ways: number;
  readonly steps: number;
}

/** The sum of `1 + ways + ways² + ...`, up to a number of terms. */
const powersBelow = (ways: number, terms: number): number => {
  if (terms <= 1) return Math.max(terms, 0);
  if (ways === 1 || ways === Infinity) return terms * ways;
  return (ways ** terms - 1) / (ways - 1);
};

const canBeEmpty = (piece: Piece): boolean => {
  switch (piece.kind) {
    case "set":
      return false;
    case "sequence":
      return piece.parts.every(canBeEmpty);
    case "choice":
      return piece.options.some(canBeEmpty);
    case "repeat":
      return piece.min === 0 || canBeEmpty(piece.part);
    case "check":
    case "look":
      return true;
    default:
      return piece satisfies never;
  }
};

const nothing: Ways = { ways: 1, steps: 0 };

const then = (a: Ways, b: Ways): Ways => ({
  ways: a.ways * b.ways,
  steps: a.steps + (b.steps === 0 ? 0 : a.ways * b.steps),
});

/** The length of a string, and the assumed number of iterations of an unbounded repeat. */
export interface Turns {
  readonly length: number;
  readonly unbounded: number;
}

/** The most iterations of a repeat; where each consumes a character, at most the length of the string. */
const mostTurns = ({ part, min, max }: Extract<Piece, { readonly kind: "repeat" }>, turns: Turns): number => {
  if (max === Infinity) return canBeEmpty(part) && turns.unbounded > 0 ? Infinity : Math.max(turns.unbounded, min);
  return canBeEmpty(part) ? max : Math.min(max, Math.max(turns.length, min));
};

const repeated = (part: Ways, min: number, most: number): Ways => {
  // Infinity minus infinity.
  const ways = powersBelow(part.ways, most + 1) - powersBelow(part.ways, min);
  return { ways: Number.isNaN(ways) ? Infinity : ways, steps: part.steps * Math.max(1, powersBelow(part.ways, most)) };
};

/** Counts ways regardless of characters: an upper bound, often too high. */
export const countWays = (piece: Piece, turns: Turns): Ways => {
  const count = (part: Piece): Ways => countWays(part, turns);
  switch (piece.kind) {
    case "set":
      return { ways: 1, steps: 1 };
    case "sequence":
      return piece.parts.map(count).reduce(then, nothing);
    case "choice":
      return piece.options.map(count).reduce((a, b) => ({ ways: a.ways + b.ways, steps: a.steps + b.steps }));
    case "repeat": {
      const part = count(piece.part);
      // What consumes no character takes no time.
      if (piece.max === 0 || part.steps === 0) return nothing;
      const most = mostTurns(piece, turns);
      if (piece.part.kind === "set" && piece.part.isFixed) return { ways: 1, steps: most };
      return repeated(part, piece.min, most);
    }
    case "check":
      return nothing;
    case "look":
      return { ways: 1, steps: count(piece.part).steps };
    default:
      return piece satisfies never;
  }
};
