/** A pattern takes more steps to judge than it is given. */
export class EffortError extends Error {
  override readonly name = "EffortError";
}

/** Counts steps, so that how long something takes is bounded the same on every machine. */
export interface Effort {
  /** @throws EffortError when all steps are spent */
  readonly spend: (steps: number) => void;
}

/** Makes an effort of some steps; a step takes some 20 ns. */
export const createEffort = (steps: number): Effort => {
  let left = steps;
  return {
    spend: (spent) => {
      left -= spent;
      if (left < 0) throw new EffortError("the effort is spent");
    },
  };
};

/** What something gives within its effort; `undefined` where that isn't enough. */
export const withinEffort = <Value>(compute: () => Value): Value | undefined => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EffortError) return undefined;
    throw error;
  }
};
