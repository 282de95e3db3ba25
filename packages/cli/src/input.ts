/** Makes a word of the user safe to quote in a sentence: bounded, without terminal control characters. */
export type Quote = (word: string) => string;

/** What was written for an option or an argument. */
export interface Given {
  /** What it is called in a sentence: `--to`, `FILE`. */
  readonly name: string;
  /** Its values in order, as they were written; an empty text for each use of a flag. */
  readonly texts: readonly string[];
  readonly quote: Quote;
}

/** An option or an argument: what help says of it, and how its value is read. */
export interface Input<Value> {
  /** Stands for the value in help, such as `FILE`. Without one, the option is a flag. */
  readonly placeholder?: string;
  /** What it is, for help. */
  readonly about: string;
  /** What can be written, for help and for errors: `sandbox, us, eu or a URL`. */
  readonly expected?: string;
  /** The default, as it would be written on the command line. */
  readonly fallback?: string;
  readonly isRequired?: boolean;
  /** Whether it is written without a name, as `FILE` is. */
  readonly isArgument?: boolean;
  /** Whether each use counts; otherwise the last one does. */
  readonly isRepeated?: boolean;
  /**
   * Reads the value.
   *
   * @throws UsageError for a value that isn't one.
   */
  readonly read: (given: Given) => Value;
}

/** Options and arguments by their names. An option is written as `--` and its name. */
export type Inputs = Readonly<Record<string, Input<unknown>>>;

/** The values of options and arguments. */
export type ValuesOf<I extends Inputs> = { readonly [Name in keyof I]: ReturnType<I[Name]["read"]> };
