/** What the rehearsal is asked for. */
export interface RehearsalOptions {
  /** The commit to rehearse, `HEAD` by default. */
  readonly ref: string;
  /** The port of the registry, 0 for a free one. */
  readonly port: number;
  /** Whether the table of the README is written. */
  readonly isWriting: boolean;
}

/**
 * Reads the command line of the rehearsal.
 *
 * @throws RehearsalError if it can't be read
 */
export declare const readOptions: (args: readonly string[]) => RehearsalOptions;
