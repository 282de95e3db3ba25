/** One line of the stream, nearly always an event. A line of more than `maxLineBytes` is `too-large`; only its head is kept. */
export type StreamItem =
  | {
      readonly status: "line";
      /** The line without its line feed and without a byte order mark. At run time a `Buffer`. */
      readonly bytes: Uint8Array;
    }
  | {
      readonly status: "too-large";
      /** Size of the whole line in bytes, without its line feed. */
      readonly sizeBytes: number;
      /** Its first bytes, at most 1,000. */
      readonly head: Uint8Array;
      /** One sentence for a log. */
      readonly reason: string;
    };

/** The lines that arrived together. */
export interface StreamChunk {
  /** In stream order. Empty when only the offset advanced (`OFFSET_UPDATE`). */
  readonly items: readonly StreamItem[];
  /**
   * The offset to resume after once all items of this chunk are handled: that of the last line that has one, in this chunk or
   * an earlier one. Before the first, it is `resumeOffset`, or `undefined` without one.
   */
  readonly offset: string | undefined;
}
