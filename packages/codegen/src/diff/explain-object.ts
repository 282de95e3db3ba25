import { appendToken } from "../schema/json-pointer.ts";
import { type Comparison, type Explainer, found, loosened, missing, sourceOf, tightened } from "./comparison.ts";
import type { Finding } from "./judge-change.ts";
import { memberAt, memberPatternsOf, namesOf, otherMember, restMember } from "./member-rules.ts";
import type { Prover } from "./prover.ts";
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

/** Whether a shape, or a branch of its choices at any depth, has anything to say about the property of a name. */
const speaksOfName = (shape: Shape, name: string, prover: Prover, seen: ReadonlySet<string> = new Set()): boolean =>
  memberAt(shape, name).all.length > 0 ||
  shape.unions.some(
    ({ key, branches }) =>
      !seen.has(key) &&
      branches.some(({ all }) =>
        speaksOfName(prover.flatten(meaningOf(...all)), name, prover, new Set([...seen, key])),
      ),
  );

/** What is unknown about a shape, other than what a kept reference out of the folder says. */
const isOpaque = ({ opaque }: Shape): boolean => [...opaque.values()].some((keyword) => keyword !== "$ref");

const explainAdded = (comparison: Comparison, name: string): Finding => {
  const { oldShape, newShape } = comparison;
  const was = memberAt(oldShape, name);
  const verdicts = verdictsOf(comparison, was, memberAt(newShape, name));
  const place = sourceOf(comparison, appendToken("properties", name));
  // Where nothing in the old schema spoke of this name, the old types didn't let anyone write it.
  const outsideOldTypes = !speaksOfName(oldShape, name, comparison.prover) && !isOpaque(oldShape);
  const isOutside = outsideOldTypes && verdicts[0] !== "valid";
  const detail = `"${name}" is new${isOutside ? "; it fails where undeclared data of that name was of another sort" : ""}`;
  return { ...found(comparison, place, "property-added", detail, verdicts), outsideOldTypes };
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
    return comparison.explain(was, is, place);
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

/** Says whether properties that nothing names are refused, taken, or taken in another way. */
export const explainRest: Explainer = (comparison) => {
  const { oldShape, newShape, prover } = comparison;
  const [was, is] = [restMember(oldShape), restMember(newShape)];
  const place = sourceOf(comparison, "additionalProperties");
  const [wasClosed, isClosed] = [prover.isEmpty(was), prover.isEmpty(is)];
  if (wasClosed === isClosed) return wasClosed ? [] : comparison.explain(was, is, place);
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
      .flatMap((pattern) => comparison.explain(...pair(pattern), at(pattern))),
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
