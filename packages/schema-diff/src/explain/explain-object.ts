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

/** Says which properties became required or optional. */
export const explainRequired: Explainer = (comparison) => {
  const [oldNames, newNames] = [comparison.oldShape.required, comparison.newShape.required];
  const at = (name: string) => sourceOf(comparison, appendToken("required", name));
  return [
    ...missing(newNames, oldNames).map((name) =>
      found(comparison, at(name), "required-added", `"${name}" must be there`, tightened),
    ),
    ...missing(oldNames, newNames).map((name) =>
      found(comparison, at(name), "required-removed", `"${name}" may be missing`, loosened),
    ),
  ];
};

const verdictsOf = ({ prover }: Comparison, was: Meaning, is: Meaning) =>
  [prover.includesBelow(was, is), prover.includesBelow(is, was)] as const;

/** What a shape and its branches ask of the property of a name; one of them at least, be it nothing. */
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

/** Where a property stands: by itself, or in the first branch that describes it. */
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
    ...found(comparison, place, "property-added", `"${name}" is new`, worstOf(comparison, name)),
    outsideOldTypes,
  };
};

const explainRemoved = (comparison: Comparison, name: string): Finding =>
  found(comparison, placeOf(comparison, name), "property-removed", `"${name}" has gone`, worstOf(comparison, name));

/** The property names of both sides: those described in the place itself, and all that are mentioned. */
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
 * Says which properties have gone. One that some branches alone described was never sure to be there: where data stays
 * valid, no code that reads it breaks.
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
  // What only branches describe, on one side, is compared with their choice.
  ...[...intersect(...own)].flatMap((name) => explainMember(comparison, name)),
];

/** Says which properties came, went and changed. */
export const explainProperties: Explainer = (comparison) => {
  const own = [namesOf(comparison.oldShape), namesOf(comparison.newShape)] as const;
  return diffNames(comparison, { own, mentioned: comparison.namesWithin ?? own });
};

/** The property names that a shape or one of its branches mentions. */
export const namesWithin = (shape: Shape, prover: Prover): ReadonlySet<string> =>
  new Set([shape, ...shapesWithin(shape, prover)].flatMap((inner) => [...namesOf(inner)]));

/** Says which properties came and went although the same data is valid: code sees them, or sees them no longer. */
export const explainNames: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  return diffNames(comparison, {
    own: [namesOf(oldShape), namesOf(newShape)],
    mentioned: [namesWithin(oldShape, prover), namesWithin(newShape, prover)],
  });
};

const saysOfMembers = ({ members }: Shape): boolean => members.length > 0;

/**
 * What stands around properties without a name of their own, which fit some patterns: where others are described beside
 * them, one type has to do for all.
 */
const aroundOthers = (comparison: Comparison, patterns: ReadonlySet<string>): Around => {
  const { oldShape } = comparison;
  const isAlone = namesOf(oldShape).size === 0 && missing(memberPatternsOf(oldShape), patterns).length === 0;
  const hasRest = patterns.size > 0 && oldShape.members.some(({ rest }) => rest !== undefined);
  return isAlone && !hasRest ? aroundBelow(comparison, saysOfMembers) : "hidden";
};

/** The patterns of one side alone that nearly every name fits: people write them for `additionalProperties`. */
const broadPatterns = ({ oldShape, newShape }: Comparison): ReadonlySet<string> => {
  const [was, is] = [memberPatternsOf(oldShape), memberPatternsOf(newShape)];
  return new Set([...missing(was, is), ...missing(is, was)].filter(fitsNearlyAll));
};

/** Says that the rule for all properties is written as a pattern, or no longer; the rule itself is compared apart. */
const explainSpelling = (comparison: Comparison, broad: ReadonlySet<string>): readonly Finding[] => {
  if (broad.size === 0) return [];
  const verdicts = verdictsOf(comparison, restMember(comparison.oldShape), restMember(comparison.newShape));
  const detail = `${[...broad].join(" and ")} leaves out names that are empty or have a line break, and no others`;
  const place = sourceOf(comparison, "additionalProperties");
  return [{ ...found(comparison, place, "rewritten", detail, verdicts), onlyLineBreaks: true }];
};

/** Says whether properties that nothing names are refused, taken, or taken in another way. */
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
      ? found(comparison, place, "object-closed", "unknown properties are refused", tightened)
      : found(comparison, place, "object-opened", "unknown properties are taken", loosened),
  ];
};

/** Says which `patternProperties` came, went and changed. */
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
      `names like ${pattern} ${change === "pattern-property-added" ? "have a rule" : "have no rule"} of their own`,
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

/** Says that property names are held to another schema. */
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
  return [found(comparison, place, "property-names-changed", "other property names are allowed", verdicts)];
};
