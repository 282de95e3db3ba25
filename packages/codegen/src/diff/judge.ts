import type { Verdict } from "./change.ts";

/** Answers questions that may lead back to themselves. */
export interface Judge {
  /** Answers a question once; every later time from memory. */
  readonly ask: (question: string, answer: () => Verdict) => Verdict;
  /** Asks about values inside of the values in question. */
  readonly below: <T>(ask: () => T) => T;
}

/** Enough for every schema that people write; what needs more is unknown. */
const mostSteps = 50_000;

/** Enough for every folder that people write: after it, all further questions of one diff are unknown. */
const mostStepsInAll = 200_000;

/** Keeps a proof well within the stack. */
const mostOpen = 200;

interface OpenQuestion {
  readonly index: number;
  readonly depth: number;
}

/**
 * Makes a judge.
 *
 * A question that leads back to itself inside of a value (a tree whose children are trees) may take its own answer for
 * granted: JSON values are finite, so the argument ends. One that leads back to itself about the same value proves
 * nothing and is unknown. What was answered on such a loan isn't remembered until the lender is answered.
 */
export const createJudge = (): Judge => {
  const answers = new Map<string, Verdict>();
  const open = new Map<string, OpenQuestion>();
  let depth = 0;
  let steps = 0;
  let stepsInAll = 0;
  let lender = Infinity;

  const answerOnce = (question: string, answer: () => Verdict): Verdict => {
    const outerLender = lender;
    const index = open.size;
    lender = Infinity;
    open.set(question, { index, depth });
    const verdict = answer();
    open.delete(question);
    if (lender >= index && steps <= mostSteps) answers.set(question, verdict);
    lender = Math.min(outerLender, lender >= index ? Infinity : lender);
    return verdict;
  };

  return {
    ask: (question, answer) => {
      if (open.size === 0) steps = 0;
      const known = answers.get(question);
      if (known !== undefined) return known;
      const asked = open.get(question);
      if (asked) {
        lender = Math.min(lender, asked.index);
        return depth > asked.depth ? "valid" : "unknown";
      }
      steps += 1;
      stepsInAll += 1;
      return steps > mostSteps || stepsInAll > mostStepsInAll || open.size > mostOpen
        ? "unknown"
        : answerOnce(question, answer);
    },
    below: (ask) => {
      depth += 1;
      try {
        return ask();
      } finally {
        depth -= 1;
      }
    },
  };
};
