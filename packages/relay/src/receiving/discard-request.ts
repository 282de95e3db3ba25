import type { IncomingMessage } from "node:http";

/** The most of a refused request that is read: several bodies of the largest size that the webhook takes. */
export const maxDiscardedBytes = 64_000_000;

/** How long a refused request is read. A stopped run may wait for it, so it is short. */
export const maxDiscardMs = 2_000;

/**
 * Reads the rest of a request that was answered, and discards it: resolves at its end, or at a limit.
 *
 * To close a socket with unread data resets the connection. A sender that writes its whole body before it reads gets the
 * reset in place of the answer: https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export const discardRequest = (incoming: IncomingMessage): Promise<void> => {
  if (incoming.complete || incoming.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let length = 0;
    const count = (bytes: Uint8Array): void => {
      length += bytes.length;
      if (length > maxDiscardedBytes) end();
    };
    const timer = setTimeout(() => end(), maxDiscardMs);
    const end = (): void => {
      clearTimeout(timer);
      incoming.off("data", count).off("end", end).off("close", end).off("error", end);
      resolve();
    };
    incoming.on("data", count).once("end", end).once("close", end).once("error", end).resume();
  });
};
