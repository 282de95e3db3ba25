import type { IncomingMessage } from "node:http";

/** The most of a request without a reader that is read: several of the largest bodies that platforms take. */
export const maxDiscardedBytes = 64_000_000;

/** How long the sender may be silent meanwhile. It may be waiting for the answer before it sends more. */
const maxSilentMs = 1_000;

/**
 * Reads the rest of a request and discards it. Resolves at its end, when its sender is silent, or at a limit of bytes.
 * The server's time limit for requests ends the connection of one that never ends.
 *
 * A connection that is closed with unread data is reset. A sender that writes its whole body before it reads gets the
 * reset in place of the answer: https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export const discardBody = (incoming: IncomingMessage): Promise<void> => {
  if (incoming.complete || incoming.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let length = 0;
    const timer = setTimeout(() => end(), maxSilentMs);
    const count = (bytes: Uint8Array): void => {
      timer.refresh();
      length += bytes.length;
      if (length > maxDiscardedBytes) end();
    };
    const end = (): void => {
      clearTimeout(timer);
      incoming.off("data", count).off("end", end).off("close", end).off("error", end);
      resolve();
    };
    incoming.on("data", count).once("end", end).once("close", end).once("error", end).resume();
  });
};
