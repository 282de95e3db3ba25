import { SchemaError, SchemaErrors } from "../schema-error.ts";

/** More refusals than this are of no use to anybody; the work ends there. */
const mostRefusals = 10_000;

/** Gathers what is refused, so that all of it is said at once. */
export interface Refusals {
  /** @throws SchemaErrors when there are too many */
  readonly add: (error: SchemaError) => void;
  /** Runs something; what it refuses is gathered, and `undefined` returned. Other errors propagate. */
  readonly attempt: <Value>(run: () => Value) => Value | undefined;
  /** @throws SchemaError the only one that was gathered, or SchemaErrors with all of them */
  readonly throwIfAny: () => void;
  /** The same where something was gathered for certain. */
  readonly throwAll: () => never;
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
    throwAll: () => {
      throwIfAny();
      throw new Error("nothing was refused");
    },
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
