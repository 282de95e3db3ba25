import type { Place } from "./schema-folder.ts";
import type { ContainsRule, LimitName, ListRule, MemberRule, Union } from "./shape.ts";
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
  readonly members: MemberRule[];
  readonly lists: ListRule[];
  readonly contains: ContainsRule[];
  readonly names: Place[];
  readonly unions: Union[];
  readonly none: Place[];
  readonly opaque: Map<string, string>;
  readonly sources: Map<string, Place>;
  /** Takes in the constraints of one more place that the value must fit. */
  readonly absorb: (place: Place) => void;
  /** Takes in one more place that the value mustn't fit. */
  readonly absorbNot: (place: Place) => void;
}

/** An empty shape: it takes every value. */
export const emptyBuilder = (absorb: ShapeBuilder["absorb"], absorbNot: ShapeBuilder["absorbNot"]): ShapeBuilder => ({
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
  absorb,
  absorbNot,
});

/** Remembers where a part of a shape stands, the first time it is met. */
export const noteSource = (builder: ShapeBuilder, part: string, place: Place): void => {
  if (!builder.sources.has(part)) builder.sources.set(part, place);
};
