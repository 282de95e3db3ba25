import { SchemaError, SchemaErrors } from "../schema-error.ts";

/** The check ends after this many refusals. */
const mostRefusals = 10_000;

/** Collects refusals, so that all are reported at once. */
export interface Refusals {
  /** @throws SchemaErrors when there are too many */
  readonly add: (error: SchemaError) => void;
  /** Runs a function. Collects a SchemaError that it throws and returns `undefined`; other errors propagate. */
  readonly attempt: <Value>(run: () => Value) => Value | undefined;
  /** @throws SchemaError the only refusal, or SchemaErrors with all of them */
  readonly throwIfAny: () => void;
}

export const createRefusals = (): Refusals => {
  const all: SchemaError[] = [];
  const throwIfAny = (): void => {
    const [first, ...more] = all;
    if (first === undefined) return;
    throw more.length === 0 ? first : new SchemaErrors(first, more);
  };
  const add = (error: SchemaError): void => {
    all.push(...(error instanceof SchemaErrors ? error.errors : [error]));
    if (all.length >= mostRefusals) throwIfAny();
  };
  return {
    add,
    throwIfAny,
    attempt: (run) => {
      try {
        return run();
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        add(error);
        return undefined;
      }
    },
  };
};
