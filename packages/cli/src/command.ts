import type { Input, Inputs, Quote, ValuesOf } from "./input.ts";

/** What help says of a command, and what can be written behind its name. */
export interface CommandHelp {
  /** The word that calls it. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** What is written behind its name: `FILE [options]`. */
  readonly usage: string;
  /** Options and arguments, in the order of help. */
  readonly inputs: Inputs;
  /** Variables that it reads from the environment, each with what it is for; none by default. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whole command lines. */
  readonly examples: readonly string[];
}

/** The values of options and arguments as they were written, by name. */
export type Written = ReadonlyMap<string, readonly string[]>;

/** A command of a program, which is run with what `Io` stands for. */
export interface Command<Io> extends CommandHelp {
  /**
   * Reads what was written, and returns what runs the command and resolves to the exit code.
   *
   * @throws UsageError for the first value that isn't valid.
   */
  readonly prepare: (written: Written, quote: Quote) => (io: Io) => Promise<number>;
}

/** A command as it is defined. */
export interface Definition<I extends Inputs, Io> extends CommandHelp {
  readonly inputs: I;
  /**
   * Runs the command.
   *
   * @returns The exit code.
   * @throws UsageError for values that exclude each other.
   */
  readonly run: (values: ValuesOf<I>, io: Io) => Promise<number>;
}

const nameOf = (key: string, { isArgument, placeholder = key }: Input<unknown>): string =>
  isArgument === true ? placeholder : `--${key}`;

/** Reads all values, in the order of the inputs. */
const readInputs = <I extends Inputs>(inputs: I, written: Written, quote: Quote): ValuesOf<I> => {
  const values = Object.entries(inputs).map(([key, input]) => [
    key,
    input.read({ name: nameOf(key, input), texts: written.get(key) ?? [], quote }),
  ]);
  // The type of `Object.fromEntries` has no names; these are those of the inputs.
  return Object.fromEntries(values) as ValuesOf<I>;
};

/** Defines a command. */
export const defineCommand = <I extends Inputs, Io>({ run, ...help }: Definition<I, Io>): Command<Io> => ({
  ...help,
  prepare: (written, quote) => {
    const values = readInputs(help.inputs, written, quote);
    return (io) => run(values, io);
  },
});
