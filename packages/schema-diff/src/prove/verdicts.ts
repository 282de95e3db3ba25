import type { Verdict } from "../change.ts";

/**
 * The verdict on a whole whose parts must all hold. One part that may fail decides; the parts after it aren't evaluated.
 */
export const worst = (verdicts: Iterable<Verdict>): Verdict => {
  let whole: Verdict = "valid";
  for (const verdict of verdicts) {
    if (verdict === "may fail") return verdict;
    if (verdict === "unknown") whole = verdict;
  }
  return whole;
};

/** Maps items lazily. */
export function* lazily<T, U>(items: Iterable<T>, map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}

/** Whether a value is valid; "unknown" where that can't be determined. */
export type Answer = "no" | "unknown" | "yes";

/** The conjunction of answers: one no decides. */
export const every = (answers: Iterable<Answer>): Answer => {
  const all = new Set(answers);
  if (all.has("no")) return "no";
  return all.has("unknown") ? "unknown" : "yes";
};

/** The opposite answer. */
export const opposite = (answer: Answer): Answer => {
  if (answer === "unknown") return "unknown";
  return answer === "yes" ? "no" : "yes";
};
