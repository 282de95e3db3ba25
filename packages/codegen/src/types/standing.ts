import type { SchemaNode } from "@email-events/json-schema";
import { allKinds, type Kind } from "./json-kinds.ts";

/** The context of a place: the schemas around it that describe the same value. */
export interface Standing {
  /** The kinds of values that those schemas allow. */
  readonly kinds: ReadonlySet<Kind>;
  /** Those schemas, of which this place is a branch or a base. */
  readonly around: readonly SchemaNode[];
  /** Whether a required property may copy its type from where it is described; not inside a copied type. */
  readonly borrows: boolean;
}

export const alone: Standing = { kinds: allKinds, around: [], borrows: true };
