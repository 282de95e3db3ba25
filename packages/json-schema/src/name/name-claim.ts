import { placeOf, type SchemaNode } from "../json-schema.ts";
import { candidateNames } from "./names.ts";

/** A place that claims a name. */
export interface NameClaim {
  readonly node: SchemaNode;
  /** Its candidates, the preferred one first. */
  readonly names: readonly string[];
  /** Whether it belongs to a package or a document outside of the folder. */
  readonly isForeign: boolean;
  /** The index of the claimed candidate. */
  readonly level: number;
}

export const claimOf = (node: SchemaNode, isForeign: boolean): NameClaim => ({
  node,
  names: candidateNames(node),
  isForeign,
  level: 0,
});

/** The claimed name. */
export const nameNow = ({ names, level }: NameClaim): string => names[level] ?? "Schema";

/** The rank of a claim, lowest first: the folder's own schemas, earlier candidates, files before definitions. */
export const rankOf = ({ node, isForeign, level }: NameClaim): number =>
  (isForeign ? 10_000 : 0) + 2 * Math.min(level, 4_000) + (node.pointer === "" ? 0 : 1);

export const byPlace = (a: NameClaim, b: NameClaim): number => (placeOf(a.node) < placeOf(b.node) ? -1 : 1);
