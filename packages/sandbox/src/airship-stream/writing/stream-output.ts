import type { ServerResponse } from "node:http";

/** The answer that a stream is written to, at the pace of its reader. */
export interface StreamOutput {
  /** Whether the reader has left, or the answer has ended. */
  readonly isLeft: () => boolean;
  /** Writes bytes; resolves once the reader takes more, or has left. */
  readonly send: (bytes: Buffer) => Promise<void>;
  /** Resolves at the next `wake`, and when the reader takes more bytes or leaves. */
  readonly woken: () => Promise<void>;
  readonly wake: () => void;
  /** Resolves once the connection is closed. */
  readonly closed: () => Promise<void>;
}

/** Creates the output of an answer. */
export const createStreamOutput = (response: ServerResponse): StreamOutput => {
  // One promise that all waits shared would keep each of them for as long as the stream lives.
  let onWake = (): void => undefined;
  const woken = (): Promise<void> => new Promise((resolve) => (onWake = resolve));
  const wake = (): void => onWake();
  const isLeft = (): boolean => response.destroyed || response.writableEnded;
  response.on("drain", wake);
  response.once("close", wake);
  return {
    isLeft,
    send: async (bytes) => {
      if (isLeft() || bytes.length === 0 || response.write(bytes)) return;
      while (!isLeft() && response.writableNeedDrain) await woken();
    },
    woken,
    wake,
    closed: async () => {
      while (!response.closed && !response.destroyed) await woken();
    },
  };
};
