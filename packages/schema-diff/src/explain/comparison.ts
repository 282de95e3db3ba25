import { stableText, valueAt } from "@email-events/json-schema";
import type { Around } from "./around.ts";
import type { ChangeKind } from "../change-kinds.ts";
import type { Verdict } from "../change.ts";
import type { Finding } from "../classify-change.ts";
import type { Prover } from "../prove/prover.ts";
import { type Place, type SchemaFolder } from "../normalize/schema-folder.ts";
import type { Meaning, Shape } from "../normalize/shape.ts";

/** Two meanings that differ, being explained. */
export interface Comparison {
  readonly prover: Prover;
  readonly oldMeaning: Meaning;
  readonly newMeaning: Meaning;
  readonly oldShape: Shape;
  readonly newShape: Shape;
  /** The property names that the branches of each side mention, where one side alone has branches. */
  readonly namesWithin?: readonly [ReadonlySet<string>, ReadonlySet<string>];
  /** What was proved of old data under the new meaning as a whole. */
  readonly forward: Verdict;
  /** What was proved of new data under the old meaning as a whole. */
  readonly backward: Verdict;
  /** Where the comparison stands, for what has no place of its own. */
  readonly at: Place;
  /** What else the old schema says of the values compared. */
  readonly around: Around;
  /** Explains what differs between parts of the values compared. */
  readonly explain: (oldMeaning: Meaning, newMeaning: Meaning, at: Place, around: Around) => readonly Finding[];
}

/** Finds one sort of difference. */
export type Explainer = (comparison: Comparison) => readonly Finding[];

const stillStands = ({ file, pointer, schema }: Place, { documents }: SchemaFolder): boolean =>
  stableText(valueAt(documents.get(file), pointer)) === stableText(schema);

/**
 * The place of a part of the compared meanings: on the new side if it is there, on the old side if it has gone from
 * there. What still stands where it stood is merely no longer referred to, from where the comparison stands.
 */
export const sourceOf = ({ oldShape, newShape, at }: Comparison, part: string): Place => {
  const is = newShape.sources.get(part);
  const was = oldShape.sources.get(part);
  return is ?? (was && !stillStands(was, at.folder) ? was : at);
};

/** One difference, at a place. What was proved of the whole holds for its parts. */
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
  oldDataUnderNew: comparison.forward === "valid" ? "valid" : forward,
  newDataUnderOld: comparison.backward === "valid" ? "valid" : backward,
});

/** Verdicts of a difference that only takes values away. */
export const tightened: readonly [Verdict, Verdict] = ["may fail", "valid"];

/** Verdicts of a difference that only lets more values in. */
export const loosened: readonly [Verdict, Verdict] = ["valid", "may fail"];

/** Verdicts of a difference that does both. */
export const changed: readonly [Verdict, Verdict] = ["may fail", "may fail"];

/** What one set has and the other hasn't. */
export const missing = <T>(from: Iterable<T>, other: ReadonlySet<T>): readonly T[] =>
  [...from].filter((item) => !other.has(item));
