import { appendToken } from "../schema/json-pointer.ts";
import { type Around, aroundBelow } from "./around.ts";
import { closedTo } from "./closed-to.ts";
import { type Comparison, type Explainer, found, loosened, missing, sourceOf, tightened } from "./comparison.ts";
import type { Finding } from "./judge-change.ts";
import { memberAt, memberPatternsOf, namesOf, otherMember, restMember } from "./member-rules.ts";
import { type Meaning, meaningOf, type Shape } from "./shape.ts";

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

const explainAdded = (comparison: Comparison, name: string): Finding => {
  const { oldShape, newShape } = comparison;
  const was = memberAt(oldShape, name);
  const verdicts = verdictsOf(comparison, was, memberAt(newShape, name));
  const place = sourceOf(comparison, appendToken("properties", name));
  const outsideOldTypes = closedTo(name, oldShape, comparison.around, comparison.prover);
  return { ...found(comparison, place, "property-added", `"${name}" is new`, verdicts), outsideOldTypes };
};

const explainRemoved = (comparison: Comparison, name: string): Finding => {
  const { oldShape, newShape } = comparison;
  const verdicts = verdictsOf(comparison, memberAt(oldShape, name), memberAt(newShape, name));
  const place = sourceOf(comparison, appendToken("properties", name));
  return found(comparison, place, "property-removed", `"${name}" has gone`, verdicts);
};

const diffNames = (
  comparison: Comparison,
  oldNames: ReadonlySet<string>,
  newNames: ReadonlySet<string>,
): readonly Finding[] => [
  ...missing(newNames, oldNames).map((name) => explainAdded(comparison, name)),
  ...missing(oldNames, newNames).map((name) => explainRemoved(comparison, name)),
  ...missing(newNames, new Set(missing(newNames, oldNames))).flatMap((name) => {
    const place = sourceOf(comparison, appendToken("properties", name));
    const [was, is] = [memberAt(comparison.oldShape, name), memberAt(comparison.newShape, name)];
    const saysOfMember = (shape: Shape): boolean => memberAt(shape, name).all.length > 0;
    return comparison.explain(was, is, place, aroundBelow(comparison, saysOfMember));
  }),
];

/** Says which properties came, went and changed. */
export const explainProperties: Explainer = (comparison) =>
  diffNames(comparison, namesOf(comparison.oldShape), namesOf(comparison.newShape));

const namesWithin = (shape: Shape, { prover }: Comparison): ReadonlySet<string> =>
  new Set([
    ...namesOf(shape),
    ...shape.unions.flatMap(({ places }) => places.flatMap((place) => [...namesOf(prover.flatten(meaningOf(place)))])),
  ]);

/** Says which properties came and went although the same data is valid: code sees them, or sees them no longer. */
export const explainNames: Explainer = (comparison) =>
  diffNames(comparison, namesWithin(comparison.oldShape, comparison), namesWithin(comparison.newShape, comparison));

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

/** Says whether properties that nothing names are refused, taken, or taken in another way. */
export const explainRest: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  const [was, is] = [restMember(oldShape), restMember(newShape)];
  const place = sourceOf(comparison, "additionalProperties");
  const [wasClosed, isClosed] = [prover.isEmpty(was), prover.isEmpty(is)];
  if (wasClosed === isClosed) {
    return wasClosed ? [] : comparison.explain(was, is, place, aroundOthers(comparison, new Set()));
  }
  return [
    isClosed
      ? found(comparison, place, "object-closed", "unknown properties are refused", tightened)
      : found(comparison, place, "object-opened", "unknown properties are taken", loosened),
  ];
};

/** Says which `patternProperties` came, went and changed. */
export const explainPatternProperties: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  const [oldPatterns, newPatterns] = [memberPatternsOf(oldShape), memberPatternsOf(newShape)];
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
