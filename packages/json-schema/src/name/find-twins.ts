import { groupBy } from "./group-by.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import { byPlace, type NameClaim, nameNow, rankOf } from "./name-claim.ts";

/** How places are found that mean the same. */
export interface Likeness {
  /** Whether two places mean the same, so that one declaration serves both. */
  readonly isSame: (a: SchemaNode, b: SchemaNode) => boolean;
  /** A text that is equal for places that mean the same. */
  readonly outlineOf: (node: SchemaNode) => string;
}

/** More places of one name and one outline than this aren't compared with each other: some are declared twice. */
const mostCompared = 20;

/** A file of the folder keeps a declaration of its own, since validators are exported for each. */
const mayBeTwin = ({ node, isForeign }: NameClaim): boolean => isForeign || node.pointer !== "";

/** Finds the places that ask for the name of another which says the same, each with that other. */
export const findTwins = (
  claims: readonly NameClaim[],
  { isSame, outlineOf }: Likeness,
): ReadonlyMap<string, SchemaNode> => {
  const twins = new Map<string, SchemaNode>();
  for (const rivals of groupBy(claims, nameNow).values()) {
    if (rivals.length < 2) continue;
    const ordered = rivals.toSorted((a, b) => rankOf(a) - rankOf(b) || byPlace(a, b));
    for (const alike of groupBy(ordered, ({ node }) => outlineOf(node)).values()) {
      const different: SchemaNode[] = [];
      for (const claim of alike) {
        const twin = mayBeTwin(claim) ? different.find((node) => isSame(node, claim.node)) : undefined;
        if (twin) twins.set(placeOf(claim.node), twin);
        else if (different.length < mostCompared) different.push(claim.node);
      }
    }
  }
  return twins;
};
