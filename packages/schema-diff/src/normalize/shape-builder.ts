import type { Place } from "./schema-folder.ts";
import type { ContainsConstraint, LimitName, ListConstraint, MemberConstraint, Union } from "./shape.ts";
import { allAtoms, type TypeAtom } from "./type-atoms.ts";

/** A shape in the making. */
export interface ShapeBuilder {
  types: ReadonlySet<TypeAtom>;
  values: readonly unknown[] | undefined;
  unique: boolean;
  typeIsOpen: boolean;
  readonly limits: Map<LimitName, number>;
  readonly multiples: Set<number>;
  readonly patterns: Set<string>;
  readonly formats: Set<string>;
  readonly required: Set<string>;
  readonly members: MemberConstraint[];
  readonly lists: ListConstraint[];
  readonly contains: ContainsConstraint[];
  readonly names: Place[];
  readonly unions: Union[];
  readonly none: Place[];
  readonly opaque: Map<string, string>;
  readonly sources: Map<string, Place>;
  /** Whether a pattern can be tried on texts: it is a regular expression, and none of the slow ones. */
  readonly canTry: (pattern: string) => boolean;
  /** Takes in the constraints of one more place that the value must fit. */
  readonly absorb: (place: Place) => void;
  /** Takes in one more place that the value mustn't fit. */
  readonly absorbNot: (place: Place) => void;
}

/** An empty shape: it takes every value. */
export const emptyBuilder = (does: Pick<ShapeBuilder, "absorb" | "absorbNot" | "canTry">): ShapeBuilder => ({
  types: allAtoms,
  values: undefined,
  unique: false,
  typeIsOpen: false,
  limits: new Map(),
  multiples: new Set(),
  patterns: new Set(),
  formats: new Set(),
  required: new Set(),
  members: [],
  lists: [],
  contains: [],
  names: [],
  unions: [],
  none: [],
  opaque: new Map(),
  sources: new Map(),
  ...does,
});

/** Remembers where a part of a shape stands, the first time it is met. */
export const noteSource = (builder: ShapeBuilder, part: string, place: Place): void => {
  if (!builder.sources.has(part)) builder.sources.set(part, place);
};
