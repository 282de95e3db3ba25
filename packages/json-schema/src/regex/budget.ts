/** The analysis of a pattern takes more steps than its budget. */
export class BudgetError extends Error {
  override readonly name = "BudgetError";
}

/** A step budget: it bounds the time and ends at the same point on every machine. */
export interface Budget {
  /** @throws BudgetError when all steps are spent */
  readonly spend: (steps: number) => void;
}

/** Creates a budget of some steps. A step takes about 20 ns. */
export const createBudget = (steps: number): Budget => {
  let left = steps;
  return {
    spend: (spent) => {
      left -= spent;
      if (left < 0) throw new BudgetError("the budget is spent");
    },
  };
};

/** Returns the result of a computation; `undefined` where its budget is too small. */
export const withinBudget = <Value>(compute: () => Value): Value | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof BudgetError) return undefined;
    throw error;
  }
};
