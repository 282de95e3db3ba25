import { delay, headers, oneOf, type OptionRules, text, whole } from "../option-rules.ts";

/**
 * How a stream breaks.
 *
 * - `end`: the answer ends cleanly.
 * - `cut-line`: also cleanly, but in the middle of a line.
 * - `fin`: the connection is closed in the middle of a line, of the compressed data and of the body.
 * - `reset`: the same, by RST.
 * - `truncate`: by FIN in the middle of a line, before the length that the answer announced; with `interrupt`, no
 *   length is announced.
 * - `damage`: bytes come that are neither events nor gzip; then the answer ends.
 * - `stall`: nothing comes any more, no keep-alive either.
 */
export const streamBreaks = ["end", "cut-line", "fin", "reset", "truncate", "damage", "stall"] as const;

/** The name of one of them. */
export type StreamBreak = (typeof streamBreaks)[number];

/**
 * What goes wrong with a request. With `delayMs` alone it is answered normally after the delay. A redirected request
 * has none.
 */
export interface StreamFault {
  /** Answers with this status in place of the stream. */
  readonly status?: number;
  /** Headers of that answer, such as `Retry-After`. They need a status. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of that answer. It needs a status. */
  readonly body?: string;
  /** Waits before the answer. */
  readonly delayMs?: number;
  /** Breaks the stream after `afterEvents` events. */
  readonly break?: StreamBreak;
  /** Of this connection; 0 by default. */
  readonly afterEvents?: number;
}

/** What a fault takes. */
export const streamFaultRules: OptionRules<StreamFault> = {
  status: whole(200, 599),
  headers,
  body: text,
  delayMs: delay,
  break: oneOf(streamBreaks),
  afterEvents: whole(0),
};

/** A request for the stream, as a fault is chosen by it. It holds no secret. */
export interface StreamRequestInfo {
  /** Which request this is, from 1. */
  readonly number: number;
  readonly path: string;
  readonly start: string | undefined;
  readonly resumeOffset: string | undefined;
  readonly filters: unknown;
  readonly subset: unknown;
  readonly enableOffsetUpdates: boolean;
}
