import { CommandError } from "../command-error.ts";

/** A week: a longer wait delivers events too late to use. */
const maxDeadlineSeconds = 604_800;

/**
 * Reads `--start-line`.
 *
 * @throws CommandError for what is no line.
 */
export const readStartLine = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandError("Give --start-line the number of a line; the first one is 1.");
};

/**
 * Reads `--max-rejects-bytes`.
 *
 * @throws CommandError for what is no number of bytes.
 */
export const readMaxRejectsBytes = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandError("Give --max-rejects-bytes a number of bytes above 0.");
};

/**
 * Reads `--deadline`, which is in seconds.
 *
 * @returns Milliseconds.
 * @throws CommandError for what is no such time.
 */
export const readDeadlineMs = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= maxDeadlineSeconds) return Math.round(seconds * 1_000);
  throw new CommandError(`Give --deadline a number of seconds above 0, at most ${maxDeadlineSeconds} (a week).`);
};
