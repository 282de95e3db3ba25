import type { Writable } from "node:stream";
import { codeOf } from "./error-code.ts";
import { writeText } from "./write-text.ts";

/** The output streams of a program. */
export interface Outlets {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** What becomes of a program's output. */
export interface OutputWatch {
  /** Aborted when standard output can't be written, as on a full disk. */
  readonly failed: AbortSignal;
  /** Resolves to the exit code once everything is written: the given one, or 2 with a line on standard error. */
  readonly settle: (exitCode: number) => Promise<number>;
}

/** Watches the output streams of a program. An error of one that isn't watched ends the process with a stack trace. */
export const watchOutputs = ({ stdout, stderr }: Outlets): OutputWatch => {
  const failed = new AbortController();
  let first: string | undefined;
  /** A reader that went away (`| head`) has what it needs; errors that follow from the first say nothing new. */
  const note = (code: string): void => {
    first ??= code;
    if (first !== "EPIPE") failed.abort();
  };
  stdout.on("error", (error) => note(codeOf(error)));
  // An error of stderr can't be reported.
  stderr.on("error", () => undefined);
  return {
    failed: failed.signal,
    settle: async (exitCode) => {
      const flushed = await writeText(stdout, "");
      if (flushed.status === "failed") note(flushed.code);
      if (!failed.signal.aborted) return exitCode;
      await writeText(stderr, `error: Can't write to standard output (${first}).\n`);
      return 2;
    },
  };
};
