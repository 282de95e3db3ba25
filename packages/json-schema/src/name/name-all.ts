import { findTwins } from "./find-twins.ts";
import { groupBy } from "./group-by.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import { byPlace, claimOf, type NameClaim, nameNow, rankOf } from "./name-claim.ts";
import { caselessName } from "./type-name.ts";

/** Names that generated code exports itself. */
export const exportedNames: readonly string[] = ["Issue"];

/** The name of each place, by its place. */
export type Names = ReadonlyMap<string, string>;

/** What naming depends on. */
interface Naming {
  /** Names that were chosen for places; no other place gets them. */
  readonly chosen: Names;
  /** Whether a place belongs to a package or a document outside of the folder. */
  readonly isForeign: (node: SchemaNode) => boolean;
  /** Equal for places with the same meaning, which share a declaration. */
  readonly digestOf: (node: SchemaNode) => string;
}

const caselessNow = (claim: NameClaim): string => caselessName(nameNow(claim));

/** The claim with the highest rank; `undefined` where several have it. */
const strongest = (rivals: readonly NameClaim[]): NameClaim | undefined => {
  const [first, second] = rivals.toSorted((a, b) => rankOf(a) - rankOf(b));
  return first && (!second || rankOf(first) < rankOf(second)) ? first : undefined;
};

interface Settled {
  readonly won: readonly NameClaim[];
  /** The claims without a candidate left. */
  readonly lost: readonly NameClaim[];
}

/**
 * Moves all claims for one name to their next candidate, except the one with the highest rank. Where several have the
 * highest rank, none gets the name, so that names don't depend on an order.
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

/** Returns the first free name: the wish, or the wish with a number from 2 on. */
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

/** The names of declared places, and places that share the declaration of another. */
export interface Named {
  readonly names: Names;
  /** The place whose declaration is used, by the place that has none. */
  readonly twins: ReadonlyMap<string, SchemaNode>;
}

/**
 * Names every declared place. No two names differ only by case.
 *
 * The algorithm is described in docs/decisions/names-of-types.md. It only depends on places with the same candidates, so
 * that adding a schema doesn't rename unrelated ones.
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
  const assign = (node: SchemaNode, name: string): void => {
    names.set(placeOf(node), name);
    taken.add(caselessName(name));
  };
  for (const claim of won) assign(claim.node, nameNow(claim));
  const numbered = createNumbering(taken);
  for (const claim of lost.toSorted(byPlace)) assign(claim.node, numbered(nameNow(claim)));
  return { names, twins };
};
