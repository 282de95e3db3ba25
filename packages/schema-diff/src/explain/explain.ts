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

/** Says that a keyword nobody can reason about here came, went or changed. */
const explainOpaque: Explainer = (comparison) => {
  const [was, is] = [comparison.oldShape.opaque, comparison.newShape.opaque];
  const texts = [...missing(is.keys(), new Set(was.keys())), ...missing(was.keys(), new Set(is.keys()))];
  const keywords = new Set(texts.map((text) => is.get(text) ?? was.get(text) ?? text));
  return [...keywords].map((keyword) =>
    found(comparison, sourceOf(comparison, keyword), "unsupported-keyword", `${keyword} can't be reasoned about`, [
      "unknown",
      "unknown",
    ]),
  );
};

interface TypedExplainer {
  readonly explain: Explainer;
  /** The type that both sides must be able to have for the explainer to have something to say. */
  readonly atoms?: readonly TypeAtom[];
  /** Whether a shape says something of the part that is explained, where branches may say it in its place. */
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

/** What code sees also where the same data is valid. */
const namingKinds: ReadonlySet<ChangeKind> = new Set(["property-added", "property-removed"]);

const speaksOf = ({ oldShape, newShape }: Comparison, atoms: readonly TypeAtom[] | undefined): boolean =>
  atoms === undefined || atoms.some((atom) => oldShape.types.has(atom) && newShape.types.has(atom));

const isNoteworthy = ({ change, oldDataUnderNew, newDataUnderOld }: Finding): boolean =>
  oldDataUnderNew !== "valid" || newDataUnderOld !== "valid" || namingKinds.has(change);

/** Says each finding once: what is reached in two ways is explained once, and would be handed on twice. */
const once = (findings: readonly Finding[]): readonly Finding[] => [...new Set(findings)];

const explainParts = (comparison: Comparison, parts: readonly TypedExplainer[]): readonly Finding[] =>
  once(parts.flatMap(({ explain, atoms }) => (speaksOf(comparison, atoms) ? explain(comparison) : []))).filter(
    isNoteworthy,
  );

/**
 * Explains how a meaning became a choice between branches, or was one: a part that every branch still holds is no
 * difference, and what some of them say each in its own way is said of the choice as a whole.
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

/** What no explainer accounts for is said as such: a difference never goes unreported. */
const unexplained = (comparison: Comparison, findings: readonly Finding[]): readonly Finding[] => {
  const { forward, backward, at } = comparison;
  const forwardSaid = forward === "valid" || findings.some((finding) => finding.oldDataUnderNew !== "valid");
  const backwardSaid = backward === "valid" || findings.some((finding) => finding.newDataUnderOld !== "valid");
  if (forwardSaid && backwardSaid) return [];
  return [
    found(comparison, at, "meaning-changed", "not the same values, as far as can be told", [
      forwardSaid ? "valid" : forward,
      backwardSaid ? "valid" : backward,
    ]),
  ];
};

/** Explains the differences between two meanings. */
export type Explain = (oldMeaning: Meaning, newMeaning: Meaning, at: Place) => readonly Finding[];

type Known = Pick<Comparison, "backward" | "forward">;

const nothingKnown: Known = { forward: "unknown", backward: "unknown" };

/** What is said of two meanings once the work of a diff is spent: that they may differ, unless they are the same text. */
const tooMuch = (oldMeaning: Meaning, newMeaning: Meaning, at: Place, { isSame }: Prover): readonly Finding[] => {
  if (holdsByText(oldMeaning, newMeaning, isSame) && holdsByText(newMeaning, oldMeaning, isSame)) return [];
  const { file, pointer } = at;
  const detail = "too much to be compared; what differs here isn't known";
  const verdicts = { oldDataUnderNew: "unknown", newDataUnderOld: "unknown" } as const;
  return [{ file, pointer: pointer.replace(/\?.*$/, ""), change: "meaning-changed", detail, ...verdicts }];
};

/** Makes an explainer that says each difference once, however often and from wherever it is reached. */
export const createExplain = (prover: Prover): Explain => {
  const done = new Map<string, readonly Finding[]>();
  const open = new Set<string>();
  /** Open comparisons that others have left their differences to. */
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
