/** A pattern takes more steps to judge than it is given. */
export class BudgetError extends Error {
  override readonly name = "BudgetError";
}

/** Counts steps, so that how long something takes is bounded the same on every machine. */
export interface Budget {
  /** @throws BudgetError when all steps are spent */
  readonly spend: (steps: number) => void;
}

/** Makes a budget of some steps; a step takes some 20 ns. */
export const createBudget = (steps: number): Budget => {
  let left = steps;
  return {
    spend: (spent) => {
      left -= spent;
      if (left < 0) throw new BudgetError("the budget is spent");
    },
  };
};

/** What something gives within its budget; `undefined` where that isn't enough. */
export const withinBudget = <Value>(compute: () => Value): Value | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof BudgetError) return undefined;
    throw error;
  }
};
