import { stableText } from "@email-events/json-schema";
import { limits } from "../normalize/limits.ts";
import { namesOf } from "../normalize/members.ts";
import type { Prover } from "./prover.ts";
import {
  type Fragment,
  intersect,
  type LimitName,
  type Meaning,
  meaningOf,
  type Shape,
  type Union,
} from "../normalize/shape.ts";
import type { TypeAtom } from "../normalize/type-atoms.ts";

/** Choices that are nested deeper imply nothing here. */
const mostNested = 6;

const numbers: readonly TypeAtom[] = ["integer", "fraction"];

const limitNames = Object.keys(limits).filter((name): name is LimitName => name in limits);

/** The choices of a shape, without conditions. */
export const choicesOf = ({ unions }: Shape): readonly Union[] => unions.filter(({ kind }) => kind !== "if");

const meaningOfBranch = ({ all }: Fragment): Meaning => meaningOf(...all);

const among = (shapes: readonly Shape[], atoms: readonly TypeAtom[]): readonly Shape[] =>
  shapes.filter(({ types }) => atoms.some((atom) => types.has(atom)));

const inEach = <T>(shapes: readonly Shape[], part: (shape: Shape) => ReadonlySet<T>): ReadonlySet<T> => {
  const [first, ...others] = shapes.map(part);
  return first ? others.reduce(intersect, first) : new Set<T>();
};

const both = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> => new Set([...one, ...other]);

const impliedLimit = (shapes: readonly Shape[], name: LimitName): number | undefined => {
  const { atoms, isUpper } = limits[name];
  const values = among(shapes, atoms).map((shape) => shape.limits.get(name));
  if (values.length === 0 || !values.every((value) => value !== undefined)) return undefined;
  return isUpper ? Math.max(...values) : Math.min(...values);
};

const tighter = (name: LimitName, one: number | undefined, other: number | undefined): number | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return limits[name].isUpper ? Math.min(one, other) : Math.max(one, other);
};

/** All values that some shapes list; `undefined` where one of them allows others as well. */
const listedTogether = (shapes: readonly Shape[]): readonly unknown[] | undefined => {
  const lists = shapes.map(({ values }) => values);
  if (!lists.every((list) => list !== undefined)) return undefined;
  return [...new Map(lists.flat().map((value) => [stableText(value), value])).values()];
};

/** The properties that every branch describes with the same meaning. */
const agreed = (shapes: readonly Shape[], prover: Prover): Shape["members"] => {
  const objects = among(shapes, ["object"]);
  const [first, ...others] = objects.map(
    (shape) => new Map(shape.members.flatMap(({ properties }) => [...properties])),
  );
  const properties = [...(first ?? [])].filter(([name, place]) =>
    others.every((other) => {
      const theirs = other.get(name);
      return theirs !== undefined && prover.isSame(theirs, place);
    }),
  );
  return properties.length === 0 ? [] : [{ properties: new Map(properties), patterns: new Map(), rest: undefined }];
};

const holdAlso = (shape: Shape, branches: readonly Shape[], prover: Prover): Shape => {
  const [texts, counts, objects] = [among(branches, ["string"]), among(branches, numbers), among(branches, ["object"])];
  const names = new Set(shape.members.flatMap(({ properties }) => [...properties.keys()]));
  const members = agreed(branches, prover).flatMap((rule) => {
    const added = new Map([...rule.properties].filter(([name]) => !names.has(name)));
    return added.size === 0 ? [] : [{ ...rule, properties: added }];
  });
  return {
    ...shape,
    values: shape.values ?? listedTogether(branches),
    limits: new Map(
      limitNames.flatMap((name) => {
        const limit = tighter(name, shape.limits.get(name), impliedLimit(branches, name));
        return limit === undefined ? [] : [[name, limit] as const];
      }),
    ),
    multiples: both(
      shape.multiples,
      inEach(counts, ({ multiples }) => multiples),
    ),
    patterns: both(
      shape.patterns,
      inEach(texts, ({ patterns }) => patterns),
    ),
    formats: both(
      shape.formats,
      inEach(texts, ({ formats }) => formats),
    ),
    required: both(
      shape.required,
      inEach(objects, ({ required }) => required),
    ),
    unique:
      shape.unique || (among(branches, ["array"]).length > 0 && among(branches, ["array"]).every((one) => one.unique)),
    members: [...shape.members, ...members],
    sources: new Map([...branches.flatMap(({ sources }) => [...sources]), ...shape.sources]),
  };
};

/**
 * A shape with everything that all branches of its choices imply: properties that each of them requires or describes
 * alike, the loosest of their limits, and so on. Its values are the same.
 */
export const impliedShape = (shape: Shape, prover: Prover, depth = 0): Shape =>
  depth > mostNested
    ? shape
    : choicesOf(shape).reduce((held, { branches }) => {
        const shapes = branches.map((branch) =>
          impliedShape(prover.flatten(meaningOfBranch(branch)), prover, depth + 1),
        );
        return holdAlso(held, shapes, prover);
      }, shape);

/** The names of the properties that a shape describes, itself or in every object branch of a choice. */
export const impliedNames = (shape: Shape, prover: Prover, depth = 0): ReadonlySet<string> => {
  if (depth > mostNested) return namesOf(shape);
  return choicesOf(shape).reduce((names, { branches }) => {
    const shapes = branches.map((branch) => prover.flatten(meaningOfBranch(branch)));
    return both(
      names,
      inEach(among(shapes, ["object"]), (inner) => impliedNames(inner, prover, depth + 1)),
    );
  }, namesOf(shape));
};

/** The shapes of all branches of a shape's choices, at any depth. */
export const shapesWithin = (shape: Shape, prover: Prover, seen = new Set<Shape>()): readonly Shape[] =>
  choicesOf(shape).flatMap(({ branches }) =>
    branches.flatMap((branch) => {
      const inner = prover.flatten(meaningOfBranch(branch));
      if (seen.has(inner)) return [];
      seen.add(inner);
      return [inner, ...shapesWithin(inner, prover, seen)];
    }),
  );
