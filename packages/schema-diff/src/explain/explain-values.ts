import { appendToken, stableText } from "@email-events/json-schema";
import type { Verdict } from "../change.ts";
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
import { formatHolds, isMultipleOf, patternHolds } from "../prove/includes-scalar.ts";
import type { Finding } from "../classify-change.ts";
import { readLengthPattern } from "../normalize/length-pattern.ts";
import type { Shape } from "../normalize/shape.ts";
import { atomsInWords } from "../normalize/type-atoms.ts";
import { worst } from "../prove/verdicts.ts";

/** Reports types that were added or removed. */
export const typesChanged = (comparison: Comparison, place = sourceOf(comparison, "type")): readonly Finding[] => {
  const { oldShape, newShape } = comparison;
  const gone = missing(oldShape.types, newShape.types);
  const come = missing(newShape.types, oldShape.types);
  const detail = `was ${atomsInWords(oldShape.types)}, is ${atomsInWords(newShape.types)}`;
  if (gone.length > 0 && come.length > 0) return [found(comparison, place, "type-changed", detail, changed)];
  if (gone.length > 0) return [found(comparison, place, "type-narrowed", detail, tightened)];
  return come.length > 0 ? [found(comparison, place, "type-widened", detail, loosened)] : [];
};

/** Reports changes of `type`, unless lists of values or branches explain them. */
export const explainTypes: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  if (oldShape.values && newShape.values) return [];
  const isOfBranches = [oldShape, newShape].every(({ sources, unions }) => !sources.has("type") && unions.length > 0);
  return isOfBranches ? [] : typesChanged(comparison);
};

/** Longer lists are cut in messages. */
const mostListed = 12;

const list = (values: readonly unknown[]): string => {
  const shown = values.slice(0, mostListed).map((value) => JSON.stringify(value));
  const hidden = values.length - shown.length;
  return shown.join(", ") + (hidden > 0 ? ` and ${hidden} more` : "");
};

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
    ...gone.map((text) => found(comparison, place, "enum-value-removed", `${text} was removed`, tightened)),
    ...come.map((text) => found(comparison, place, "enum-value-added", `${text} was added`, loosened)),
  ];
};

/** Reports changes of `enum` and `const`. */
export const explainListed: Explainer = (comparison) => {
  const [oldValues, newValues] = [comparison.oldShape.values, comparison.newShape.values];
  const place = sourceOf(comparison, "values");
  if (oldValues && newValues) return explainLists(comparison, oldValues, newValues);
  if (newValues) return [found(comparison, place, "enum-added", `limited to ${list(newValues)}`, tightened)];
  if (!oldValues) return [];
  return [found(comparison, place, "enum-removed", `no longer limited to ${list(oldValues)}`, loosened)];
};

/** Reports changes of `multipleOf`. */
export const explainMultiples: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  const come = missing(newShape.multiples, oldShape.multiples);
  const gone = missing(oldShape.multiples, newShape.multiples);
  if (come.length + gone.length === 0) return [];
  const atoms = (shape: Shape) => (["integer", "fraction"] as const).filter((atom) => shape.types.has(atom));
  const holds = (shape: Shape, of: number) => worst(atoms(shape).map((atom) => isMultipleOf(shape, atom, of)));
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

const isOfLength = (pattern: string): boolean => {
  const length = readLengthPattern(pattern);
  return length !== undefined && (length.min > 0 || length.max !== undefined);
};

/** Reports that lengths are written as a pattern, or no longer; the lengths themselves are compared as bounds. */
const explainSpelling = (comparison: Comparison, pattern: string, verdicts: readonly [Verdict, Verdict]): Finding => {
  const place = sourceOf(comparison, appendToken("patterns", pattern));
  const detail = `${pattern} differs from minLength and maxLength only for strings with a line break`;
  return { ...found(comparison, place, "rewritten", detail, verdicts), onlyLineBreaks: true };
};

/** Reports changes of `pattern`. Whether one pattern matches what another matches is unknown. */
export const explainPatterns: Explainer = (comparison) => {
  const { oldShape, newShape } = comparison;
  const come = [...newShape.patterns].filter((pattern) => patternHolds(oldShape, pattern) !== "valid");
  const gone = [...oldShape.patterns].filter((pattern) => patternHolds(newShape, pattern) !== "valid");
  const at = (pattern: string) => sourceOf(comparison, appendToken("patterns", pattern));
  const spelt = [
    ...come.filter(isOfLength).map((pattern) => explainSpelling(comparison, pattern, tightened)),
    ...gone.filter(isOfLength).map((pattern) => explainSpelling(comparison, pattern, loosened)),
  ];
  const others = (pattern: string): boolean => !isOfLength(pattern);
  const [added, removed] = [come.filter(others), gone.filter(others)];
  const [first] = added;
  if (first !== undefined && removed.length > 0) {
    const detail = `was ${removed.join(" and ")}, is ${added.join(" and ")}`;
    return [...spelt, found(comparison, at(first), "pattern-changed", detail, ["unknown", "unknown"])];
  }
  return [
    ...spelt,
    ...added.map((pattern) => found(comparison, at(pattern), "pattern-added", `must match ${pattern}`, tightened)),
    ...removed.map((pattern) =>
      found(comparison, at(pattern), "pattern-removed", `no longer has to match ${pattern}`, loosened),
    ),
  ];
};

/** Reports changes of `format`. */
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
      found(comparison, at(format), "format-removed", `no longer has to be a ${format}`, ["valid", backward]),
    ),
  ];
};
