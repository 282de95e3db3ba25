import type { Verdict } from "../change.ts";

/** Remembers answers to questions that may depend on themselves. */
export interface Memo {
  /** Computes the answer to a question once. */
  readonly ask: (question: string, answer: () => Verdict) => Verdict;
  /** Asks about values inside the values in question. */
  readonly below: <T>(ask: () => T) => T;
}

/** Enough for handwritten schemas; a question that needs more steps is unknown. */
const mostSteps = 50_000;

/** Enough for handwritten folders; after it, all further questions of one diff are unknown. */
const mostStepsInAll = 200_000;

/** Keeps a proof within the stack. */
const mostOpen = 200;

/** A question whose answer is being computed. */
interface OpenQuestion {
  readonly index: number;
  readonly depth: number;
  /** The open questions, by index, that the answer assumes to be valid. */
  readonly hopes: Set<number>;
  /** The open questions that the answer assumes to be unknown. */
  readonly doubts: Set<number>;
  /** The questions whose answers depend on this one. */
  readonly borrowers: string[];
}

/** A provisional answer, which depends on open questions. */
interface Loan {
  readonly verdict: Verdict;
  readonly depth: number;
  readonly lenders: ReadonlySet<number>;
}

const isValid = (verdict: Verdict): boolean => verdict === "valid";

/**
 * Makes a memo for coinductive proofs.
 *
 * A question that depends on itself for a value inside the value (a tree whose children are trees) may assume its own
 * answer: JSON values are finite, so the argument ends. A question that depends on itself for the same value proves
 * nothing and is unknown.
 *
 * A "valid" answer depends only on questions assumed to be valid, any other answer only on those assumed to be unknown.
 * A provisional answer is kept while the questions it depends on are open, and for good once all of them are valid.
 * Without this, schemas that refer to each other would be compared again from every side.
 */
export const createMemo = (): Memo => {
  const answers = new Map<string, Verdict>();
  const loans = new Map<string, Loan>();
  const open = new Map<string, OpenQuestion>();
  const stack: OpenQuestion[] = [];
  let depth = 0;
  let steps = 0;
  let stepsInAll = 0;

  const lend = (question: string, loan: Loan): void => {
    loans.set(question, loan);
    for (const lender of loan.lenders) stack[lender]?.borrowers.push(question);
  };

  /** Records that the current question depends on others. */
  const lean = (verdict: Verdict, lenders: Iterable<number>): void => {
    const leaning = stack.at(-1);
    for (const lender of lenders) (isValid(verdict) ? leaning?.hopes : leaning?.doubts)?.add(lender);
  };

  /** Settles the provisional answers that depend on a question: a valid one passes on its own dependencies. */
  const settle = ({ index, borrowers }: OpenQuestion, verdict: Verdict, debts: readonly number[]): void => {
    for (const borrower of new Set(borrowers)) {
      const loan = loans.get(borrower);
      if (!loan?.lenders.has(index)) continue;
      loans.delete(borrower);
      if (!isValid(verdict) || !isValid(loan.verdict)) continue;
      const lenders = new Set([...[...loan.lenders].filter((lender) => lender !== index), ...debts]);
      if (lenders.size === 0) answers.set(borrower, loan.verdict);
      else lend(borrower, { ...loan, lenders });
    }
  };

  const answerOnce = (question: string, answer: () => Verdict): Verdict => {
    const own: OpenQuestion = { index: stack.length, depth, hopes: new Set(), doubts: new Set(), borrowers: [] };
    open.set(question, own);
    stack.push(own);
    const verdict = answer();
    stack.pop();
    open.delete(question);
    const debts = [...(isValid(verdict) ? own.hopes : own.doubts)].filter((lender) => lender !== own.index);
    settle(own, verdict, debts);
    lean(verdict, debts);
    if (steps > mostSteps) return verdict;
    if (debts.length === 0) answers.set(question, verdict);
    else lend(question, { verdict, depth, lenders: new Set(debts) });
    return verdict;
  };

  /** A provisional answer, if it applies at this depth: one that is valid inside a value isn't valid further out, and vice versa. */
  const borrow = (question: string): Verdict | undefined => {
    const loan = loans.get(question);
    if (!loan || (isValid(loan.verdict) ? depth < loan.depth : depth > loan.depth)) return undefined;
    lean(loan.verdict, loan.lenders);
    return loan.verdict;
  };

  return {
    ask: (question, answer) => {
      if (stack.length === 0) steps = 0;
      const known = answers.get(question) ?? borrow(question);
      if (known !== undefined) return known;
      const asked = open.get(question);
      if (asked) {
        const verdict = depth > asked.depth ? "valid" : "unknown";
        lean(verdict, [asked.index]);
        return verdict;
      }
      steps += 1;
      stepsInAll += 1;
      return steps > mostSteps || stepsInAll > mostStepsInAll || stack.length > mostOpen
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
