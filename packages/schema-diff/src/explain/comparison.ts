import { stableText, valueAt } from "@email-events/json-schema";
import type { Around } from "./around.ts";
import type { ChangeKind } from "../change-kinds.ts";
import type { Verdict } from "../change.ts";
import type { Finding } from "../classify-change.ts";
import type { Prover } from "../prove/prover.ts";
import { type Place, type SchemaFolder } from "../normalize/schema-folder.ts";
import type { Meaning, Shape } from "../normalize/shape.ts";

/** Two meanings whose differences are explained. */
export interface Comparison {
  readonly prover: Prover;
  readonly oldMeaning: Meaning;
  readonly newMeaning: Meaning;
  readonly oldShape: Shape;
  readonly newShape: Shape;
  /** The property names that the branches of each side mention, where only one side has branches. */
  readonly namesWithin?: readonly [ReadonlySet<string>, ReadonlySet<string>];
  /** The verdict on old data under the new meaning as a whole. */
  readonly forward: Verdict;
  /** The verdict on new data under the old meaning as a whole. */
  readonly backward: Verdict;
  /** The place of the comparison, for differences without a place of their own. */
  readonly at: Place;
  /** What else the old schema requires of the compared values. */
  readonly around: Around;
  /** Explains the differences between parts of the compared values. */
  readonly explain: (oldMeaning: Meaning, newMeaning: Meaning, at: Place, around: Around) => readonly Finding[];
}

/** Finds one kind of difference. */
export type Explainer = (comparison: Comparison) => readonly Finding[];

const standsIn = (folder: SchemaFolder | undefined, { file, pointer, schema }: Place): boolean =>
  stableText(valueAt(folder?.documents.get(file), pointer)) === stableText(schema);

/**
 * The place of a part of the compared meanings: on the new side where it exists, on the old side where it was removed. A
 * part that both sides have, and only one refers to, is reported at the place of the comparison.
 */
export const sourceOf = ({ oldShape, newShape, oldMeaning, at }: Comparison, part: string): Place => {
  const [was, is] = [oldShape.sources.get(part), newShape.sources.get(part)];
  if (was && is) return is;
  const only = is ?? was;
  return only && !standsIn(is ? oldMeaning.all[0]?.folder : at.folder, only) ? only : at;
};

/** A verdict on a part: what is proved of the whole holds for it, and it shows no more than the whole does. */
const within = (part: Verdict, whole: Verdict): Verdict =>
  whole === "valid" || (whole === "unknown" && part === "may fail") ? whole : part;

/** One difference, at a place. */
export const found = (
  comparison: Comparison,
  place: Place,
  change: ChangeKind,
  detail: string,
  [forward, backward]: readonly [Verdict, Verdict],
): Finding => ({
  file: place.file,
  pointer: place.pointer.replace(/\?.*$/, ""),
  change,
  detail,
  oldDataUnderNew: within(forward, comparison.forward),
  newDataUnderOld: within(backward, comparison.backward),
});

/** Verdicts of a difference that only removes values. */
export const tightened: readonly [Verdict, Verdict] = ["may fail", "valid"];

/** Verdicts of a difference that only adds values. */
export const loosened: readonly [Verdict, Verdict] = ["valid", "may fail"];

/** Verdicts of a difference that does both. */
export const changed: readonly [Verdict, Verdict] = ["may fail", "may fail"];

/** The items of one set that the other lacks. */
export const missing = <T>(from: Iterable<T>, other: ReadonlySet<T>): readonly T[] =>
  [...from].filter((item) => !other.has(item));
