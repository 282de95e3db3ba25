import { appendToken } from "../schema/json-pointer.ts";
import {
  changed,
  type Comparison,
  type Explainer,
  found,
  loosened,
  missing,
  sourceOf,
  tightened,
} from "./comparison.ts";
import { formatHolds, isMultipleOf } from "./includes-scalar.ts";
import type { Finding } from "./judge-change.ts";
import type { Shape } from "./shape.ts";
import { stableText } from "./stable-text.ts";
import { atomsInWords } from "./type-atoms.ts";
import { worst } from "./verdicts.ts";

/** Says which types came and went. */
export const explainTypes: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  if (oldShape.values && newShape.values) return [];
  const isOfBranches = [oldShape, newShape].every(({ sources, unions }) => !sources.has("type") && unions.length > 0);
  if (isOfBranches) return [];
  const gone = missing(oldShape.types, newShape.types);
  const come = missing(newShape.types, oldShape.types);
  const detail = `was ${atomsInWords(oldShape.types)}, is ${atomsInWords(newShape.types)}`;
  const place = sourceOf(comparison, "type");
  if (gone.length > 0 && come.length > 0) return [found(comparison, place, "type-changed", detail, changed)];
  if (gone.length > 0) return [found(comparison, place, "type-narrowed", detail, tightened)];
  return come.length > 0 ? [found(comparison, place, "type-widened", detail, loosened)] : [];
};

const list = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(", ");

const explainLists = (
  comparison: Comparison,
  oldValues: readonly unknown[],
  newValues: readonly unknown[],
): readonly Finding[] => {
  const place = sourceOf(comparison, "values");
  const gone = missing(oldValues.map(stableText), new Set(newValues.map(stableText)));
  const come = missing(newValues.map(stableText), new Set(oldValues.map(stableText)));
  if (oldValues.length === 1 && newValues.length === 1 && gone.length > 0) {
    return [found(comparison, place, "const-changed", `was ${gone.join()}, is ${come.join()}`, changed)];
  }
  return [
    ...gone.map((text) => found(comparison, place, "enum-value-removed", `${text} has gone`, tightened)),
    ...come.map((text) => found(comparison, place, "enum-value-added", `${text} is new`, loosened)),
  ];
};

/** Says which listed values came and went. */
export const explainListed: Explainer = (comparison) => {
  const [oldValues, newValues] = [comparison.oldShape.values, comparison.newShape.values];
  const place = sourceOf(comparison, "values");
  if (oldValues && newValues) return explainLists(comparison, oldValues, newValues);
  if (newValues) return [found(comparison, place, "enum-added", `only ${list(newValues)} from now on`, tightened)];
  if (!oldValues) return [];
  return [found(comparison, place, "enum-removed", `no longer only ${list(oldValues)}`, loosened)];
};

/** Says which `multipleOf` came and went. */
export const explainMultiples: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  const come = missing(newShape.multiples, oldShape.multiples);
  const gone = missing(oldShape.multiples, newShape.multiples);
  if (come.length + gone.length === 0) return [];
  const atom = (shape: Shape) => (shape.types.has("fraction") ? "fraction" : "integer");
  const holds = (shape: Shape, of: number) => isMultipleOf(shape, atom(shape), of);
  const words = (shape: Shape): string => [...shape.multiples].join(" and ") || "any number";
  return [
    found(
      comparison,
      sourceOf(comparison, "multipleOf"),
      "multiple-of-changed",
      `was ${words(oldShape)}, is ${words(newShape)}`,
      [worst(come.map((of) => holds(oldShape, of))), worst(gone.map((of) => holds(newShape, of)))],
    ),
  ];
};

/** Says which patterns came and went; whether one takes what another takes is unknown. */
export const explainPatterns: Explainer = (comparison) => {
  const come = missing(comparison.newShape.patterns, comparison.oldShape.patterns);
  const gone = missing(comparison.oldShape.patterns, comparison.newShape.patterns);
  const at = (pattern: string) => sourceOf(comparison, appendToken("patterns", pattern));
  const [first] = come;
  if (first !== undefined && gone.length > 0) {
    const detail = `was ${gone.join(" and ")}, is ${come.join(" and ")}`;
    return [found(comparison, at(first), "pattern-changed", detail, ["unknown", "unknown"])];
  }
  return [
    ...come.map((pattern) => found(comparison, at(pattern), "pattern-added", `must fit ${pattern}`, tightened)),
    ...gone.map((pattern) => found(comparison, at(pattern), "pattern-removed", `need not fit ${pattern}`, loosened)),
  ];
};

/** Says which formats came and went. */
export const explainFormats: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  const come = missing(newShape.formats, oldShape.formats);
  const gone = missing(oldShape.formats, newShape.formats);
  const forward = worst(come.map((format) => formatHolds(oldShape, format)));
  const backward = worst(gone.map((format) => formatHolds(newShape, format)));
  const at = (format: string) => sourceOf(comparison, appendToken("formats", format));
  const [first] = come;
  if (first !== undefined && gone.length > 0) {
    const detail = `was ${gone.join(" and ")}, is ${come.join(" and ")}`;
    return [found(comparison, at(first), "format-changed", detail, [forward, backward])];
  }
  return [
    ...come.map((format) => found(comparison, at(format), "format-added", `must be a ${format}`, [forward, "valid"])),
    ...gone.map((format) =>
      found(comparison, at(format), "format-removed", `need not be a ${format}`, ["valid", backward]),
    ),
  ];
};
