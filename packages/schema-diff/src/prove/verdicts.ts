import type { Verdict } from "../change.ts";

/**
 * The verdict on a whole whose parts must all hold: one part that may fail is enough for the whole to fail, and what
 * comes after it isn't asked for.
 */
export const worst = (verdicts: Iterable<Verdict>): Verdict => {
  let whole: Verdict = "valid";
  for (const verdict of verdicts) {
    if (verdict === "may fail") return verdict;
    if (verdict === "unknown") whole = verdict;
  }
  return whole;
};

/** Maps one item at a time, when it is asked for. */
export function* lazily<T, U>(items: Iterable<T>, map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}

/** Whether a value fits: yes, no, or not to be told. */
export type Answer = "no" | "unknown" | "yes";

/** The answer to "all of these": one no is enough for a no. */
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
