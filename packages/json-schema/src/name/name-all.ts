import { findTwins } from "./find-twins.ts";
import { groupBy } from "./group-by.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import { byPlace, claimOf, type NameClaim, nameNow, rankOf } from "./name-claim.ts";
import { caselessName } from "./type-name.ts";

/** Names that generated code exports itself. */
export const exportedNames: readonly string[] = ["Issue"];

/** The name of each place, by its place. */
export type Names = ReadonlyMap<string, string>;

/** What has to be known of places to name them. */
interface Naming {
  /** Names that were chosen for places, which nothing else gets. */
  readonly chosen: Names;
  /** Whether a place belongs to a package or a document outside of the folder. */
  readonly isForeign: (node: SchemaNode) => boolean;
  /** Equal for places that mean the same, so that one declaration serves both. */
  readonly digestOf: (node: SchemaNode) => string;
}

const caselessNow = (claim: NameClaim): string => caselessName(nameNow(claim));

/** The claim that goes before all others; none where several have the same right. */
const strongest = (rivals: readonly NameClaim[]): NameClaim | undefined => {
  const [first, second] = rivals.toSorted((a, b) => rankOf(a) - rankOf(b));
  return first && (!second || rankOf(first) < rankOf(second)) ? first : undefined;
};

interface Settled {
  readonly won: readonly NameClaim[];
  /** The claims that lost the last of their names. */
  readonly lost: readonly NameClaim[];
}

/**
 * Has all that ask for one name go on to their next, but for the one with the strongest right to it. Where several have
 * the same right, nobody gets it, so that it doesn't depend on an order who keeps a name.
 */
const settle = (claims: readonly NameClaim[], taken: ReadonlySet<string>): Settled => {
  const contested = new Set(taken);
  const lost: NameClaim[] = [];
  for (let waiting = claims; ;) {
    const next: NameClaim[] = [];
    let hasMoved = false;
    for (const [name, rivals] of groupBy(waiting, caselessNow)) {
      const winner = contested.has(name) ? undefined : strongest(rivals);
      if (!winner) contested.add(name);
      for (const claim of rivals) {
        if (claim !== winner) hasMoved = true;
        if (claim === winner) next.push(claim);
        else if (claim.level + 1 < claim.names.length) next.push({ ...claim, level: claim.level + 1 });
        else lost.push(claim);
      }
    }
    if (!hasMoved) return { won: next, lost };
    waiting = next;
  }
};

/** Gives the first name that nothing has: the wish, or the wish with a number from 2 on. */
const createNumbering = (taken: ReadonlySet<string>): ((wish: string) => string) => {
  const counts = new Map<string, number>();
  return (wish) => {
    const stem = /\p{N}$/u.test(wish) ? `${wish}_` : wish;
    let count = counts.get(caselessName(wish)) ?? 1;
    const name = (): string => (count === 1 ? wish : `${stem}${count}`);
    while (taken.has(caselessName(name()))) count += 1;
    counts.set(caselessName(wish), count);
    return name();
  };
};

/** Names for declared places, and those that another's declaration serves. */
export interface Named {
  readonly names: Names;
  /** The place that is declared in a place's stead, by that place. */
  readonly twins: ReadonlyMap<string, SchemaNode>;
}

/**
 * Gives every declared place a name, no two of which differ by case alone.
 *
 * The rule is in the README of this package. It looks at nothing but the places that ask for the same name, so that
 * a place without rivals keeps its name whatever else is added.
 */
export const nameAll = (declared: readonly SchemaNode[], { chosen, isForeign, digestOf }: Naming): Named => {
  const claims = declared.filter((node) => !chosen.has(placeOf(node))).map((node) => claimOf(node, isForeign(node)));
  const twins = findTwins(claims, digestOf);
  const taken = new Set([...exportedNames, ...chosen.values()].map(caselessName));
  const { won, lost } = settle(
    claims.filter(({ node }) => !twins.has(placeOf(node))),
    taken,
  );
  const names = new Map(chosen);
  const give = (node: SchemaNode, name: string): void => {
    names.set(placeOf(node), name);
    taken.add(caselessName(name));
  };
  for (const claim of won) give(claim.node, nameNow(claim));
  const numbered = createNumbering(taken);
  for (const claim of lost.toSorted(byPlace)) give(claim.node, numbered(nameNow(claim)));
  return { names, twins };
};
