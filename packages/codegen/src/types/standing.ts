import type { SchemaNode } from "@email-events/json-schema";
import { allKinds, type Kind } from "./json-kinds.ts";

/** Where a place stands among the schemas that describe the same value. */
export interface Standing {
  /** The kinds of values that those schemas let pass. */
  readonly kinds: ReadonlySet<Kind>;
  /** Those schemas: the places that this one is a branch or a base of. */
  readonly around: readonly SchemaNode[];
  /** Whether a required property may take its type from where it is described; one that does so itself may not. */
  readonly borrows: boolean;
}

export const alone: Standing = { kinds: allKinds, around: [], borrows: true };
