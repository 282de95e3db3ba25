import { pipeline } from "node:stream/promises";
import type { Outlets } from "@email-events/cli";
import { printableJson, redact, toLine } from "@email-events/core/mapping";

/** The maximum length of a printed line, in characters. */
export const maxLineChars = 2_000;

/** The maximum number of printed lines of an unexpected error. */
const maxDefectLines = 30;

const chunkChars = 65_536;

/** The only module that prints. Output contains no terminal control characters, and lines of text no addresses. */
export interface Terminal {
  /** Prints a line to standard output. */
  readonly out: (text: string) => void;
  /** Prints a value to standard output as one complete line of JSON. */
  readonly json: (value: unknown) => void;
  /**
   * Prints values to standard output as NDJSON, as fast as they are read.
   *
   * @throws The system's error, and an `AbortError` if the signal is aborted.
   */
  readonly jsonLines: (values: Iterable<unknown>, signal: AbortSignal) => Promise<void>;
  /** Prints a line to standard error. */
  readonly error: (text: string) => void;
  /** Prints an unexpected error. */
  readonly defect: (error: unknown) => void;
}

const toTextLine = (text: string): string => `${toLine(text, maxLineChars)}\n`;
const toJsonLine = (value: unknown): string => `${printableJson(value)}\n`;

/** Joins lines to chunks, to save writes. It ends with the signal, which a pipeline to a file doesn't look at. */
function* toChunks(values: Iterable<unknown>, signal: AbortSignal): Generator<string> {
  let chunk = "";
  for (const value of values) {
    chunk += toJsonLine(value);
    if (chunk.length < chunkChars) continue;
    if (signal.aborted) return;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

/** Creates the terminal of a program's streams. Nothing else writes to them. */
export const createTerminal = ({ stdout, stderr }: Outlets): Terminal => {
  const error = (text: string): void => void stderr.write(toTextLine(text));
  return {
    out: (text) => void stdout.write(toTextLine(text)),
    json: (value) => void stdout.write(toJsonLine(value)),
    jsonLines: (values, signal) => pipeline(toChunks(values, signal), stdout, { end: false, signal }),
    error,
    defect: (problem) => {
      const trace = problem instanceof Error ? (problem.stack ?? problem.message) : "Unknown error.";
      // The whole text, because an address can continue on the next line.
      redact(trace, maxLineChars * maxDefectLines)
        .split("\n", maxDefectLines)
        .forEach(error);
    },
  };
};
