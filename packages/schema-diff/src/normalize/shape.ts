import type { Place } from "./schema-folder.ts";
import type { TypeAtom } from "./type-atoms.ts";

/** The keywords that bound a number, a length or a count. */
export type LimitName =
  | "exclusiveMaximum"
  | "exclusiveMinimum"
  | "maxItems"
  | "maxLength"
  | "maxProperties"
  | "maximum"
  | "minItems"
  | "minLength"
  | "minProperties"
  | "minimum";

/** The constraints of one schema on the members of an object; `rest` is for names that nothing else covers. */
export interface MemberConstraint {
  readonly properties: ReadonlyMap<string, Place>;
  readonly patterns: ReadonlyMap<string, Place>;
  readonly rest: Place | undefined;
}

/** The constraints of one schema on the items of an array; `rest` is for items after the prefix. */
export interface ListConstraint {
  readonly prefix: readonly Place[];
  readonly rest: Place | undefined;
}

/** How many items must match a schema. */
export interface ContainsConstraint {
  readonly place: Place;
  readonly min: number;
  readonly max: number | undefined;
}

/** Places that a value must match, and places that it must not match. */
export interface Fragment {
  readonly all: readonly Place[];
  readonly none: readonly Place[];
}

/** A choice between branches. For `if` the branches are "if and then" and "not if and else", so exactly one holds. */
export interface Union {
  /** Different on the two sides. */
  readonly key: string;
  readonly kind: "anyOf" | "if" | "oneOf";
  /** The places of the branches; for `if`, the place of the condition. */
  readonly places: readonly Place[];
  readonly branches: readonly Fragment[];
}

/** A conjunction of places, flattened: references are resolved and `allOf` is merged. */
export interface Shape {
  readonly types: ReadonlySet<TypeAtom>;
  /** The only possible values, when they are listed. */
  readonly values: readonly unknown[] | undefined;
  readonly limits: ReadonlyMap<LimitName, number>;
  readonly multiples: ReadonlySet<number>;
  readonly patterns: ReadonlySet<string>;
  readonly formats: ReadonlySet<string>;
  readonly unique: boolean;
  readonly required: ReadonlySet<string>;
  /** Whether the generated type of one of the places allows properties of any name. */
  readonly typeIsOpen: boolean;
  readonly members: readonly MemberConstraint[];
  readonly lists: readonly ListConstraint[];
  readonly contains: readonly ContainsConstraint[];
  readonly names: readonly Place[];
  readonly unions: readonly Union[];
  readonly none: readonly Place[];
  /** What can't be compared, as texts that are equal only where the meaning is equal. */
  readonly opaque: ReadonlyMap<string, string>;
  /** The place of each part: `minimum`, `required/email`, ... */
  readonly sources: ReadonlyMap<string, Place>;
}

/** The values that match every place of `all` and no place of `none`, and have one of the types. */
export interface Meaning extends Fragment {
  readonly types?: ReadonlySet<TypeAtom>;
  /** Keys of the unions of which a branch is already among the places. */
  readonly decided: ReadonlySet<string>;
}

const nothingDecided: ReadonlySet<string> = new Set();

/** The values that match each of some places. */
export const meaningOf = (...all: readonly Place[]): Meaning => ({ all, none: [], decided: nothingDecided });

/** The values of a meaning that match a fragment as well. */
export const narrow = (meaning: Meaning, fragment: Partial<Fragment>, decided?: string): Meaning => ({
  ...meaning,
  all: [...meaning.all, ...(fragment.all ?? [])],
  none: [...meaning.none, ...(fragment.none ?? [])],
  decided: decided === undefined ? meaning.decided : new Set([...meaning.decided, decided]),
});

/** The values of both of two meanings. */
export const both = (one: Meaning, other: Meaning): Meaning => {
  const types = one.types && other.types ? intersect(one.types, other.types) : (one.types ?? other.types);
  return {
    all: [...one.all, ...other.all],
    none: [...one.none, ...other.none],
    decided: new Set([...one.decided, ...other.decided]),
    ...(types ? { types } : {}),
  };
};

/** The intersection of two sets. */
export const intersect = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> =>
  new Set([...one].filter((item) => other.has(item)));
