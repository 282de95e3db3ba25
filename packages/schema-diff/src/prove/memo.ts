import type { Verdict } from "../change.ts";

/** Answers questions that may lead back to themselves. */
export interface Memo {
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

/** A question that is being answered. */
interface OpenQuestion {
  readonly index: number;
  readonly depth: number;
  /** The open questions, by index, that were taken for valid on the way to the answer. */
  readonly hopes: Set<number>;
  /** The open questions that were taken for unknown. */
  readonly doubts: Set<number>;
  /** The questions whose answers hold only as long as this one is open, or once it is valid. */
  readonly borrowers: string[];
}

/** An answer that leans on open questions. */
interface Loan {
  readonly verdict: Verdict;
  readonly depth: number;
  readonly lenders: ReadonlySet<number>;
}

const isValid = (verdict: Verdict): boolean => verdict === "valid";

/**
 * Makes a memo.
 *
 * A question that leads back to itself inside of a value (a tree whose children are trees) may take its own answer for
 * granted: JSON values are finite, so the argument ends. One that leads back to itself about the same value proves
 * nothing and is unknown.
 *
 * "valid" can't become wrong by what was taken for unknown, nor anything else by what was taken for valid; so each answer
 * leans on one sort of loan only. One that leans on open questions is kept while they are open, and for good when they
 * all turn out valid: otherwise, schemas that refer to each other would be gone through again from every side.
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

  /** Says that the question being answered leans on others. */
  const lean = (verdict: Verdict, lenders: Iterable<number>): void => {
    const leaning = stack.at(-1);
    for (const lender of lenders) (isValid(verdict) ? leaning?.hopes : leaning?.doubts)?.add(lender);
  };

  /** Decides what becomes of the answers that leaned on a question: a valid one hands its own debts on. */
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

  /** An answer on loan; one that was valid inside of a value isn't yet so further out, nor the other way round. */
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
