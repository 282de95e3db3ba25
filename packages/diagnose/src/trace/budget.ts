/** A limit of what tracing takes: the values of each event that is mapped. */
export interface Budget {
  readonly spend: (values: number) => void;
  readonly isSpent: () => boolean;
}

/** One or two seconds. A documented event, mapped once for each change, takes 10,000 at most. */
const maxMappedValues = 1_000_000;

/** Creates a budget. The last step may exceed it. */
export const createBudget = (values = maxMappedValues): Budget => {
  let left = values;
  return {
    spend: (mapped) => {
      left -= mapped;
    },
    isSpent: () => left <= 0,
  };
};
