import type { Parsed } from "./parse-json.ts";

/** One piece of the input that should be an event. */
export type Item =
  | {
      readonly kind: "whole";
      /** The line that it begins on, from 1. */
      readonly line: number;
      readonly bytes: Buffer;
      /** The result of `parseJson` if the reader has it already, or that of a part of a broken event; until judged. */
      parsed?: Parsed | undefined;
    }
  | {
      readonly kind: "too-large";
      readonly line: number;
      readonly sizeBytes: number;
      /** Its first bytes, at most 1,000; the rest was never kept. */
      readonly head: Buffer;
    };

/** Cuts bytes, as they arrive, into items. */
export interface ItemReader {
  /** Takes the next bytes and returns the items that end in them. */
  readonly push: (chunk: Buffer) => readonly Item[];
  /**
   * Returns what is left when no more bytes come.
   *
   * @param isFailure - Whether the source failed: then a list that has not ended is no mistake of its own.
   */
  readonly end: (isFailure: boolean) => readonly Item[];
}
