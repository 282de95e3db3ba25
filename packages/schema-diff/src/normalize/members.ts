import { fits } from "./pattern.ts";
import type { Place } from "./schema-folder.ts";
import { type Meaning, meaningOf, type MemberConstraint, type Shape } from "./shape.ts";

const placesFor = (
  constraint: MemberConstraint,
  property: Place | undefined,
  matched: readonly Place[],
): readonly Place[] => {
  const named = property ? [property, ...matched] : matched;
  if (named.length > 0) return named;
  return constraint.rest ? [constraint.rest] : [];
};

const readMember = (shape: Shape, name: string): Meaning =>
  meaningOf(
    ...shape.members.flatMap((constraint) => {
      const matched = [...constraint.patterns].filter(([pattern]) => fits(pattern, name)).map(([, place]) => place);
      return placesFor(constraint, constraint.properties.get(name), matched);
    }),
  );

const known = new WeakMap<Shape, Map<string, Meaning>>();

/** What a shape requires of the property of a name. */
export const memberAt = (shape: Shape, name: string): Meaning => {
  const members = known.get(shape) ?? new Map<string, Meaning>();
  known.set(shape, members);
  const found = members.get(name) ?? readMember(shape, name);
  members.set(name, found);
  return found;
};

/** What a shape requires of an unnamed property whose name matches exactly these patterns. */
export const otherMember = (shape: Shape, matching: ReadonlySet<string>): Meaning =>
  meaningOf(
    ...shape.members.flatMap((constraint) => {
      const matched = [...constraint.patterns].filter(([pattern]) => matching.has(pattern)).map(([, place]) => place);
      return placesFor(constraint, undefined, matched);
    }),
  );

/** What a shape requires of a property that neither a name nor a pattern covers. */
export const restMember = (shape: Shape): Meaning => otherMember(shape, new Set());

/** The property names that a shape mentions under `properties`. */
export const namesOf = (shape: Shape): ReadonlySet<string> =>
  new Set(shape.members.flatMap((constraint) => [...constraint.properties.keys()]));

/** The patterns that a shape mentions under `patternProperties`. */
export const memberPatternsOf = (shape: Shape): ReadonlySet<string> =>
  new Set(shape.members.flatMap((constraint) => [...constraint.patterns.keys()]));

/** What a shape requires of the item at an index. */
export const itemAt = (shape: Shape, index: number): Meaning =>
  meaningOf(
    ...shape.lists.flatMap((constraint) => {
      const place = constraint.prefix[index] ?? constraint.rest;
      return place ? [place] : [];
    }),
  );

/** How many leading items have schemas of their own. */
export const prefixLengthOf = (shape: Shape): number =>
  Math.max(0, ...shape.lists.map((constraint) => constraint.prefix.length));
