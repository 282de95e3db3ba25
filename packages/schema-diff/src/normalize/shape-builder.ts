import type { Place } from "./schema-folder.ts";
import type { ContainsConstraint, LimitName, ListConstraint, MemberConstraint, Union } from "./shape.ts";
import { allAtoms, type TypeAtom } from "./type-atoms.ts";

/** A shape under construction. */
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
  /** Whether a pattern can be executed: it is a regular expression, and not a slow one. */
  readonly canTry: (pattern: string) => boolean;
  /** Adds the constraints of a place that the value must match. */
  readonly absorb: (place: Place) => void;
  /** Adds a place that the value must not match. */
  readonly absorbNot: (place: Place) => void;
}

/** An empty shape, which allows every value. */
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

/** Records the place of a part of a shape when it is met first. */
export const noteSource = (builder: ShapeBuilder, part: string, place: Place): void => {
  if (!builder.sources.has(part)) builder.sources.set(part, place);
};
