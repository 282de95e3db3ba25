import type { SchemaNode } from "@email-events/json-schema";
import { allKinds, type Kind } from "./json-kinds.ts";

/** The context of a place: the other schemas that describe the same value. */
export interface Standing {
  /** The kinds of values that those schemas allow. */
  readonly kinds: ReadonlySet<Kind>;
  /** Those of which this place is a branch or a base. */
  readonly around: readonly SchemaNode[];
  /** Those in other schemas of the object or array that the value is in: `a` of a base, for a property `a`. */
  readonly beside: readonly SchemaNode[];
  /**
   * Whether the place is in the items of an array that others describe, too. TypeScript merges objects, but compares a
   * literal with each array of an intersection, so that each must know the properties of the others.
   */
  readonly isInItems: boolean;
  /** Whether to look for schemas beside a place. The type without them is what zod infers. */
  readonly looksBeside: boolean;
  /** Whether a required property may copy its type from where it is described; not inside a copied type. */
  readonly borrows: boolean;
}

export const alone: Standing = {
  kinds: allKinds,
  around: [],
  beside: [],
  isInItems: false,
  looksBeside: true,
  borrows: true,
};

/** The context of a place whose parts are typed one by one. */
export const apart: Standing = { ...alone, looksBeside: false };
