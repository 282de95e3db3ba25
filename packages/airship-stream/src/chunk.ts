/**
 * One line of the stream, as it came: nearly always an event.
 *
 * `too-large` is a line of more than `maxLineBytes`, of which only the beginning was kept.
 */
export type StreamItem =
  | {
      readonly status: "line";
      /** The line without its line feed: UTF-8, unless the server broke it. A `Buffer` under the type that needs no Node types. */
      readonly bytes: Uint8Array;
    }
  | {
      readonly status: "too-large";
      /** Size of the whole line in bytes, without its line feed. */
      readonly sizeBytes: number;
      /** Its first bytes, at most 1,000. */
      readonly head: Uint8Array;
      /** What is wrong with it, in a sentence. */
      readonly reason: string;
    };

/** What arrived together: the unit that is handled, settled and resumed from. */
export interface StreamChunk {
  /** In the order of the stream; empty where only the offset advanced (`OFFSET_UPDATE`). */
  readonly items: readonly StreamItem[];
  /**
   * Where to resume once all items of this chunk are settled: the offset of its last line that has one, or the one before it.
   * `undefined` while no line had one.
   */
  readonly offset: string | undefined;
}
