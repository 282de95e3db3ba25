import { pipeline } from "node:stream/promises";
import { printableJson, redact, toLine } from "@email-events/core/mapping";
import type { Outlets } from "./outlets.ts";

/** The longest line of text that is written, in characters. */
export const maxLineChars = 2_000;

/** More lines of a defect tell nothing more. */
const maxDefectLines = 30;

const chunkChars = 65_536;

/** The way out of the program. What goes it makes a terminal do nothing, and lines of text hold no address. */
export interface Terminal {
  /** Writes a line to standard output. */
  readonly out: (text: string) => void;
  /** Writes a value to standard output as a line of JSON, whole. */
  readonly json: (value: unknown) => void;
  /**
   * Writes values to standard output as NDJSON, as fast as the reader takes them.
   *
   * @throws The system's error, and an `AbortError` when the signal aborts.
   */
  readonly jsonLines: (values: Iterable<unknown>, signal: AbortSignal) => Promise<void>;
  /** Writes a line to standard error. */
  readonly error: (text: string) => void;
  /** Writes an error that no command expects. */
  readonly defect: (error: unknown) => void;
}

const toTextLine = (text: string): string => `${toLine(text, maxLineChars)}\n`;
const toJsonLine = (value: unknown): string => `${printableJson(value)}\n`;

/** Joins lines to pieces large enough to be worth a write. */
function* toChunks(values: Iterable<unknown>): Generator<string> {
  let chunk = "";
  for (const value of values) {
    chunk += toJsonLine(value);
    if (chunk.length < chunkChars) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

/** Makes the way out to the streams of a program, which nothing else writes to. */
export const createTerminal = ({ stdout, stderr }: Outlets): Terminal => {
  const error = (text: string): void => void stderr.write(toTextLine(text));
  return {
    out: (text) => void stdout.write(toTextLine(text)),
    json: (value) => void stdout.write(toJsonLine(value)),
    jsonLines: (values, signal) => pipeline(toChunks(values), stdout, { end: false, signal }),
    error,
    defect: (problem) => {
      const trace = problem instanceof Error ? (problem.stack ?? problem.message) : "An unknown failure.";
      // Whole, since an address may go on in the next line.
      redact(trace, maxLineChars * maxDefectLines)
        .split("\n", maxDefectLines)
        .forEach(error);
    },
  };
};
