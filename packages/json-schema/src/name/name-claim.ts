import { placeOf, type SchemaNode } from "../json-schema.ts";
import { candidateNames } from "./names.ts";

/** A place on its way to a name. */
export interface NameClaim {
  readonly node: SchemaNode;
  /** The names that it may get, the best first. */
  readonly names: readonly string[];
  /** Whether it belongs to a package or a document outside of the folder. */
  readonly isForeign: boolean;
  /** Which of its names it asks for. */
  readonly level: number;
}

export const claimOf = (node: SchemaNode, isForeign: boolean): NameClaim => ({
  node,
  names: candidateNames(node),
  isForeign,
  level: 0,
});

/** The name that a place asks for. */
export const nameNow = ({ names, level }: NameClaim): string => names[level] ?? "Schema";

/** The right to a name, the smallest number first: the folder's own, what asks for it unqualified, files before parts. */
export const rankOf = ({ node, isForeign, level }: NameClaim): number =>
  (isForeign ? 10_000 : 0) + 2 * Math.min(level, 4_000) + (node.pointer === "" ? 0 : 1);

export const byPlace = (a: NameClaim, b: NameClaim): number => (placeOf(a.node) < placeOf(b.node) ? -1 : 1);
