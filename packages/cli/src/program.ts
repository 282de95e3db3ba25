import type { Entry } from "./group.ts";
import type { Quote } from "./input.ts";

/** A program: what it is called, and what it can do. */
export interface Program<Io> {
  /** The word that starts it: `email-events`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly version: string;
  /** Its commands, and groups of them. */
  readonly commands: readonly Entry<Io>[];
  /** Makes a word of the user safe to quote in an error. */
  readonly quote: Quote;
}

/** What a command line asks for: something to print, or a command to run. */
export type Call<Io> =
  | { readonly kind: "help" | "version"; readonly lines: readonly string[] }
  | {
      readonly kind: "run";
      /** Runs the command, and resolves to the exit code. */
      readonly run: (io: Io) => Promise<number>;
    };
