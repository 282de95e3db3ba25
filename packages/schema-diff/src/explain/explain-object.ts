import { appendToken } from "@email-events/json-schema";
import { type Around, aroundBelow } from "./around.ts";
import type { Verdict } from "../change.ts";
import { closedTo } from "./closed-to.ts";
import { type Comparison, type Explainer, found, loosened, missing, sourceOf, tightened } from "./comparison.ts";
import { impliedNames, shapesWithin } from "../prove/implied-shape.ts";
import type { Finding } from "../classify-change.ts";
import { fitsNearlyAll } from "../normalize/length-pattern.ts";
import { memberAt, memberPatternsOf, namesOf, otherMember, restMember } from "../normalize/members.ts";
import type { Prover } from "../prove/prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { intersect, type Meaning, meaningOf, type Shape } from "../normalize/shape.ts";
import { worst } from "../prove/verdicts.ts";

/** Reports properties that became required or optional. */
export const explainRequired: Explainer = (comparison) => {
  const [oldNames, newNames] = [comparison.oldShape.required, comparison.newShape.required];
  const at = (name: string) => sourceOf(comparison, appendToken("required", name));
  return [
    ...missing(newNames, oldNames).map((name) =>
      found(comparison, at(name), "required-added", `${JSON.stringify(name)} is required now`, tightened),
    ),
    ...missing(oldNames, newNames).map((name) =>
      found(comparison, at(name), "required-removed", `${JSON.stringify(name)} is optional now`, loosened),
    ),
  ];
};

const verdictsOf = ({ prover }: Comparison, was: Meaning, is: Meaning) =>
  [prover.includesBelow(was, is), prover.includesBelow(is, was)] as const;

/** What a shape and its branches require of the property of a name; at least one meaning, which may be empty. */
const membersWithin = (shape: Shape, name: string, { prover }: Comparison): readonly Meaning[] => {
  const own = memberAt(shape, name);
  if (own.all.length > 0) return [own];
  const members = shapesWithin(shape, prover).map((inner) => memberAt(inner, name));
  const telling = members.filter(({ all }) => all.length > 0);
  return telling.length > 0 ? telling : [own];
};

const worstOf = (comparison: Comparison, name: string): readonly [Verdict, Verdict] => {
  const { oldShape, newShape } = comparison;
  const verdicts = membersWithin(oldShape, name, comparison).flatMap((was) =>
    membersWithin(newShape, name, comparison).map((is) => verdictsOf(comparison, was, is)),
  );
  return [worst(verdicts.map(([forward]) => forward)), worst(verdicts.map(([, backward]) => backward))];
};

/** The place of a property: in the shape itself, or in the first branch that describes it. */
const placeOf = (comparison: Comparison, name: string): Place => {
  const part = appendToken("properties", name);
  const { oldShape, newShape, prover } = comparison;
  if (newShape.sources.has(part) || oldShape.sources.has(part)) return sourceOf(comparison, part);
  const within = shapesWithin(newShape, prover).find(({ sources }) => sources.has(part));
  return within?.sources.get(part) ?? sourceOf(comparison, part);
};

const explainAdded = (comparison: Comparison, name: string): Finding => {
  const outsideOldTypes = closedTo(name, comparison.oldShape, comparison.around, comparison.prover);
  const place = placeOf(comparison, name);
  return {
    ...found(comparison, place, "property-added", `${JSON.stringify(name)} was added`, worstOf(comparison, name)),
    outsideOldTypes,
  };
};

const explainRemoved = (comparison: Comparison, name: string): Finding =>
  found(
    comparison,
    placeOf(comparison, name),
    "property-removed",
    `${JSON.stringify(name)} was removed`,
    worstOf(comparison, name),
  );

/** The property names of both sides: those that the shapes describe themselves, and all that are mentioned. */
interface Names {
  readonly own: readonly [ReadonlySet<string>, ReadonlySet<string>];
  readonly mentioned: readonly [ReadonlySet<string>, ReadonlySet<string>];
}

const explainMember = (comparison: Comparison, name: string): readonly Finding[] => {
  const [was, is] = [memberAt(comparison.oldShape, name), memberAt(comparison.newShape, name)];
  const saysOfMember = (shape: Shape): boolean => memberAt(shape, name).all.length > 0;
  return comparison.explain(was, is, placeOf(comparison, name), aroundBelow(comparison, saysOfMember));
};

/**
 * Reports removed properties. A property that only some branches describe isn't certain to be present, so removing it
 * breaks no code where data stays valid.
 */
const explainGone = (comparison: Comparison, names: readonly string[]): readonly Finding[] => {
  const held = impliedNames(comparison.oldShape, comparison.prover);
  return names
    .map((name) => [name, explainRemoved(comparison, name)] as const)
    .filter(([name, { newDataUnderOld }]) => held.has(name) || newDataUnderOld !== "valid")
    .map(([, finding]) => finding);
};

const diffNames = (comparison: Comparison, { own, mentioned }: Names): readonly Finding[] => [
  ...missing(mentioned[1], mentioned[0]).map((name) => explainAdded(comparison, name)),
  ...explainGone(comparison, missing(mentioned[0], mentioned[1])),
  // Properties that only branches describe are compared with their choice.
  ...[...intersect(...own)].flatMap((name) => explainMember(comparison, name)),
];

/** Reports properties that were added, removed or changed. */
export const explainProperties: Explainer = (comparison) => {
  const own = [namesOf(comparison.oldShape), namesOf(comparison.newShape)] as const;
  return diffNames(comparison, { own, mentioned: comparison.namesWithin ?? own });
};

/** The property names that a shape or one of its branches mentions. */
export const namesWithin = (shape: Shape, prover: Prover): ReadonlySet<string> =>
  new Set([shape, ...shapesWithin(shape, prover)].flatMap((inner) => [...namesOf(inner)]));

/** Reports properties that were added or removed although the same data is valid: generated types change. */
export const explainNames: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  return diffNames(comparison, {
    own: [namesOf(oldShape), namesOf(newShape)],
    mentioned: [namesWithin(oldShape, prover), namesWithin(newShape, prover)],
  });
};

const saysOfMembers = ({ members }: Shape): boolean => members.length > 0;

/**
 * The surroundings of unnamed properties that match some patterns. Hidden where other properties are described too: one
 * index signature has to cover them all.
 */
const aroundOthers = (comparison: Comparison, patterns: ReadonlySet<string>): Around => {
  const { oldShape } = comparison;
  const isAlone = namesOf(oldShape).size === 0 && missing(memberPatternsOf(oldShape), patterns).length === 0;
  const hasRest = patterns.size > 0 && oldShape.members.some(({ rest }) => rest !== undefined);
  return isAlone && !hasRest ? aroundBelow(comparison, saysOfMembers) : "hidden";
};

/** The patterns of one side only that nearly every name matches: authors use them like `additionalProperties`. */
const broadPatterns = ({ oldShape, newShape }: Comparison): ReadonlySet<string> => {
  const [was, is] = [memberPatternsOf(oldShape), memberPatternsOf(newShape)];
  return new Set([...missing(was, is), ...missing(is, was)].filter(fitsNearlyAll));
};

/** Reports that `additionalProperties` is written as a pattern, or no longer; the schema itself is compared separately. */
const explainSpelling = (comparison: Comparison, broad: ReadonlySet<string>): readonly Finding[] => {
  if (broad.size === 0) return [];
  const verdicts = verdictsOf(comparison, restMember(comparison.oldShape), restMember(comparison.newShape));
  const detail = `${[...broad].join(" and ")} excludes only empty names and names with a line break`;
  const place = sourceOf(comparison, "additionalProperties");
  return [{ ...found(comparison, place, "rewritten", detail, verdicts), onlyLineBreaks: true }];
};

/** Reports changes of `additionalProperties`. */
export const explainRest: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  const broad = broadPatterns(comparison);
  const [was, is] = [otherMember(oldShape, broad), otherMember(newShape, broad)];
  const place = sourceOf(comparison, "additionalProperties");
  const spelt = explainSpelling(comparison, broad);
  const [wasClosed, isClosed] = [prover.isEmpty(was), prover.isEmpty(is)];
  if (wasClosed === isClosed) {
    return [...spelt, ...(wasClosed ? [] : comparison.explain(was, is, place, aroundOthers(comparison, broad)))];
  }
  return [
    ...spelt,
    isClosed
      ? found(comparison, place, "object-closed", "unknown properties are rejected", tightened)
      : found(comparison, place, "object-opened", "unknown properties are allowed", loosened),
  ];
};

/** Reports `patternProperties` that were added, removed or changed. */
export const explainPatternProperties: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  const broad = broadPatterns(comparison);
  const narrow = (shape: Shape): ReadonlySet<string> => new Set(missing(memberPatternsOf(shape), broad));
  const [oldPatterns, newPatterns] = [narrow(oldShape), narrow(newShape)];
  const at = (pattern: string) => sourceOf(comparison, appendToken("patternProperties", pattern));
  const pair = (pattern: string) =>
    [otherMember(oldShape, new Set([pattern])), otherMember(newShape, new Set([pattern]))] as const;
  const one = (change: "pattern-property-added" | "pattern-property-removed", pattern: string): Finding =>
    found(
      comparison,
      at(pattern),
      change,
      `names that match ${pattern} ${change === "pattern-property-added" ? "have" : "no longer have"} their own schema`,
      verdictsOf(comparison, ...pair(pattern)),
    );
  return [
    ...missing(newPatterns, oldPatterns).map((pattern) => one("pattern-property-added", pattern)),
    ...missing(oldPatterns, newPatterns).map((pattern) => one("pattern-property-removed", pattern)),
    ...[...newPatterns]
      .filter((pattern) => oldPatterns.has(pattern))
      .flatMap((pattern) => {
        const around = aroundOthers(comparison, new Set([pattern]));
        return comparison.explain(...pair(pattern), at(pattern), around);
      }),
  ];
};

/** Reports changes of `propertyNames`. */
export const explainPropertyNames: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  if (oldShape.names.length + newShape.names.length === 0) return [];
  const [was, is] = [oldShape.names, newShape.names].map((names): Meaning => ({
    ...meaningOf(...names),
    types: new Set(["string"]),
  }));
  if (!was || !is) return [];
  const verdicts = [prover.includesBelow(was, is), prover.includesBelow(is, was)] as const;
  if (verdicts.every((verdict) => verdict === "valid")) return [];
  const place = sourceOf(comparison, "propertyNames");
  return [found(comparison, place, "property-names-changed", "different property names are allowed", verdicts)];
};
