import { groupBy } from "./group-by.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import { byPlace, type NameClaim, nameNow, rankOf } from "./name-claim.ts";

/** A file of the folder keeps its own declaration, since its validators are exported. */
const mayBeTwin = ({ node, isForeign }: NameClaim): boolean => isForeign || node.pointer !== "";

/**
 * Finds places with the same name and meaning as another, and returns that other for each.
 *
 * @param digestOf equal for places with the same meaning
 */
export const findTwins = (
  claims: readonly NameClaim[],
  digestOf: (node: SchemaNode) => string,
): ReadonlyMap<string, SchemaNode> => {
  const twins = new Map<string, SchemaNode>();
  for (const rivals of groupBy(claims, nameNow).values()) {
    if (rivals.length < 2) continue;
    const ordered = rivals.toSorted((a, b) => rankOf(a) - rankOf(b) || byPlace(a, b));
    for (const [first, ...others] of groupBy(ordered, ({ node }) => digestOf(node)).values()) {
      if (!first) continue;
      for (const claim of others) if (mayBeTwin(claim)) twins.set(placeOf(claim.node), first.node);
    }
  }
  return twins;
};
