import type { Around } from "./around.ts";
import type { ChangeKind } from "../change-kinds.ts";
import { type Comparison, type Explainer, found, missing, sourceOf } from "./comparison.ts";
import { explainContains, explainItems, explainUnique } from "./explain-array.ts";
import { explainConditions, explainExclusions, explainUnions } from "./explain-choices.ts";
import { explainLimits } from "./explain-limits.ts";
import {
  explainNames,
  explainPatternProperties,
  explainProperties,
  explainPropertyNames,
  explainRequired,
  explainRest,
  namesWithin,
} from "./explain-object.ts";
import { explainChoice, explainCounterpart, type LoneChoice, loneChoice } from "./explain-lone-choice.ts";
import { explainFormats, explainListed, explainMultiples, explainPatterns, explainTypes } from "./explain-values.ts";
import { impliedShape, shapesWithin } from "../prove/implied-shape.ts";
import { meaningKey } from "../normalize/meaning-key.ts";
import type { Finding } from "../classify-change.ts";
import { holdsByText, type Prover } from "../prove/prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import type { Meaning, Shape } from "../normalize/shape.ts";
import type { TypeAtom } from "../normalize/type-atoms.ts";

/** Reports changes of keywords that can't be compared. */
const explainOpaque: Explainer = (comparison) => {
  const [was, is] = [comparison.oldShape.opaque, comparison.newShape.opaque];
  const texts = [...missing(is.keys(), new Set(was.keys())), ...missing(was.keys(), new Set(is.keys()))];
  const keywords = new Set(texts.map((text) => is.get(text) ?? was.get(text) ?? text));
  return [...keywords].map((keyword) =>
    found(comparison, sourceOf(comparison, keyword), "unsupported-keyword", `${keyword} can't be compared`, [
      "unknown",
      "unknown",
    ]),
  );
};

interface TypedExplainer {
  readonly explain: Explainer;
  /** The types that the explainer applies to; both sides must allow one of them. */
  readonly atoms?: readonly TypeAtom[];
  /** Whether a shape constrains the explained part itself, rather than in its branches. */
  readonly says?: (shape: Shape) => boolean;
}

const explainers: readonly TypedExplainer[] = [
  { explain: explainTypes },
  { explain: explainListed },
  { explain: explainLimits },
  { explain: explainMultiples, atoms: ["integer", "fraction"] },
  { explain: explainPatterns, atoms: ["string"] },
  { explain: explainFormats, atoms: ["string"] },
  { explain: explainRequired, atoms: ["object"] },
  { explain: explainProperties, atoms: ["object"] },
  { explain: explainRest, atoms: ["object"], says: ({ members }) => members.some(({ rest }) => rest !== undefined) },
  {
    explain: explainPatternProperties,
    atoms: ["object"],
    says: ({ members }) => members.some(({ patterns }) => patterns.size > 0),
  },
  { explain: explainPropertyNames, atoms: ["object"], says: ({ names }) => names.length > 0 },
  { explain: explainItems, atoms: ["array"], says: ({ lists }) => lists.length > 0 },
  { explain: explainUnique, atoms: ["array"] },
  { explain: explainContains, atoms: ["array"], says: ({ contains }) => contains.length > 0 },
  { explain: explainConditions, says: ({ unions }) => unions.some(({ kind }) => kind === "if") },
  { explain: explainExclusions, says: ({ none }) => none.length > 0 },
  { explain: explainOpaque, says: ({ opaque }) => opaque.size > 0 },
];

/** Kinds that affect code even where the same data is valid. */
const namingKinds: ReadonlySet<ChangeKind> = new Set(["property-added", "property-removed"]);

const speaksOf = ({ oldShape, newShape }: Comparison, atoms: readonly TypeAtom[] | undefined): boolean =>
  atoms === undefined || atoms.some((atom) => oldShape.types.has(atom) && newShape.types.has(atom));

const isNoteworthy = ({ change, oldDataUnderNew, newDataUnderOld }: Finding): boolean =>
  oldDataUnderNew !== "valid" || newDataUnderOld !== "valid" || namingKinds.has(change);

/** Removes findings that were reached in two ways. */
const once = (findings: readonly Finding[]): readonly Finding[] => [...new Set(findings)];

const explainParts = (comparison: Comparison, parts: readonly TypedExplainer[]): readonly Finding[] =>
  once(parts.flatMap(({ explain, atoms }) => (speaksOf(comparison, atoms) ? explain(comparison) : []))).filter(
    isNoteworthy,
  );

/**
 * Explains how a meaning became a choice between branches, or stopped being one. A part that every branch implies is no
 * difference; parts that differ between branches are reported as a change of the choice.
 */
const explainApart = (comparison: Comparison, lone: LoneChoice): readonly Finding[] => {
  const { oldShape, newShape, prover } = comparison;
  const own = lone.isNew ? newShape : oldShape;
  const within = shapesWithin(own, prover);
  const isLeftToBranches = ({ says }: TypedExplainer): boolean => says !== undefined && !says(own) && within.some(says);
  const held: Comparison = {
    ...comparison,
    oldShape: impliedShape(oldShape, prover),
    newShape: impliedShape(newShape, prover),
    namesWithin: [namesWithin(oldShape, prover), namesWithin(newShape, prover)],
  };
  const parts = explainParts(
    held,
    explainers.filter((explainer) => !isLeftToBranches(explainer)),
  );
  return [...parts, ...explainChoice(comparison, lone, parts)].filter(isNoteworthy);
};

const explainAll = (comparison: Comparison): readonly Finding[] => {
  const lone = loneChoice(comparison);
  if (!lone) return explainParts(comparison, [...explainers, { explain: explainUnions }]);
  return lone.branch
    ? once(explainCounterpart(comparison, lone, lone.branch)).filter(isNoteworthy)
    : explainApart(comparison, lone);
};

/** Reports a difference that no explainer covers, so that none goes unreported. */
const unexplained = (comparison: Comparison, findings: readonly Finding[]): readonly Finding[] => {
  const { forward, backward, at } = comparison;
  const forwardSaid = forward === "valid" || findings.some((finding) => finding.oldDataUnderNew !== "valid");
  const backwardSaid = backward === "valid" || findings.some((finding) => finding.newDataUnderOld !== "valid");
  if (forwardSaid && backwardSaid) return [];
  return [
    found(comparison, at, "meaning-changed", "may not allow the same values", [
      forwardSaid ? "valid" : forward,
      backwardSaid ? "valid" : backward,
    ]),
  ];
};

/** Explains the differences between two meanings. */
export type Explain = (oldMeaning: Meaning, newMeaning: Meaning, at: Place) => readonly Finding[];

type Known = Pick<Comparison, "backward" | "forward">;

const nothingKnown: Known = { forward: "unknown", backward: "unknown" };

/** The finding for two meanings once the budget is spent: they may differ, unless their texts are the same. */
const tooMuch = (oldMeaning: Meaning, newMeaning: Meaning, at: Place, { isSame }: Prover): readonly Finding[] => {
  if (holdsByText(oldMeaning, newMeaning, isSame) && holdsByText(newMeaning, oldMeaning, isSame)) return [];
  const { file, pointer } = at;
  const detail = "too large to compare; differences here are unknown";
  const verdicts = { oldDataUnderNew: "unknown", newDataUnderOld: "unknown" } as const;
  return [{ file, pointer: pointer.replace(/\?.*$/, ""), change: "meaning-changed", detail, ...verdicts }];
};

/** Makes an explainer that reports each difference once, however often it is reached. */
export const createExplain = (prover: Prover): Explain => {
  const done = new Map<string, readonly Finding[]>();
  const open = new Set<string>();
  /** Comparisons in progress that others rely on to report their differences. */
  const awaited = new Set<string>();

  const compare = (
    oldMeaning: Meaning,
    newMeaning: Meaning,
    at: Place,
    around: Around,
    outer: Known,
  ): readonly Finding[] => {
    if (prover.isSpent()) return tooMuch(oldMeaning, newMeaning, at, prover);
    const forward = outer.forward === "valid" ? "valid" : prover.includes(oldMeaning, newMeaning);
    const backward = outer.backward === "valid" ? "valid" : prover.includes(newMeaning, oldMeaning);
    const isKept = forward === "valid" && backward === "valid";
    if (isKept && holdsByText(oldMeaning, newMeaning, prover.isSame)) return [];
    const surroundings = around === "hidden" ? around : around.map(meaningKey).toSorted().join(" & ");
    const key = [
      meaningKey(oldMeaning),
      meaningKey(newMeaning),
      surroundings,
      forward === "valid",
      backward === "valid",
    ].join(" / ");
    const known = done.get(key);
    if (known) return known;
    if (open.has(key)) {
      awaited.add(key);
      return [];
    }
    open.add(key);
    const comparison: Comparison = {
      prover,
      oldMeaning,
      newMeaning,
      oldShape: prover.flatten(oldMeaning),
      newShape: prover.flatten(newMeaning),
      forward,
      backward,
      at,
      around,
      explain: (was, is, place, beside) => compare(was, is, place, beside, { forward, backward }),
    };
    const findings = isKept ? once(explainNames(comparison)) : explainAll(comparison);
    open.delete(key);
    awaited.delete(key);
    const all = awaited.size > 0 ? findings : [...findings, ...unexplained(comparison, findings)];
    done.set(key, all);
    return all;
  };
  return (oldMeaning, newMeaning, at) => compare(oldMeaning, newMeaning, at, [], nothingKnown);
};
