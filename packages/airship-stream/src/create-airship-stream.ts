import type { StreamChunk } from "./chunk.ts";
import { onAbort } from "./on-abort.ts";
import { readStream } from "./read-stream.ts";
import { readSettings, type Settings } from "./settings.ts";
import type { AirshipStreamOptions } from "./stream-options.ts";

/** Returns an iterator that connects when the first chunk is requested. */
const iterate = (settings: Settings): AsyncIterator<StreamChunk, void, undefined> => {
  const ending = new AbortController();
  const { signal } = settings;
  const chunks = readStream(settings, ending.signal);
  let isStarted = false;
  let leaveSignal: (() => void) | undefined;
  const end = (): void => {
    isStarted = true;
    leaveSignal?.();
    ending.abort();
  };
  const start = (): void => {
    if (isStarted) return;
    isStarted = true;
    if (signal?.aborted === true) end();
    else if (signal !== undefined) leaveSignal = onAbort(signal, end);
  };
  return {
    next: async () => {
      start();
      try {
        return await chunks.next();
      } catch (error) {
        end();
        throw error;
      }
    },
    // A generator that waits for bytes handles `return` only after they arrive.
    return: () => {
      end();
      return chunks.return();
    },
  };
};

/**
 * Reads Airship's Real-Time Data Streaming as an iterable of chunks. When a connection breaks, the next one resumes after the
 * last received offset. Each iteration opens a connection of its own, at `start` or `resumeOffset`.
 *
 * @throws TypeError for invalid options. The iteration throws an AirshipStreamError when Airship refuses the stream, as
 *   with 400, 403, 404, an offset that isn't retained, or 401 (from a token function: with its new token, too). It
 *   throws a TypeError when the token function returns what can't be a token.
 * @example
 * const stream = createAirshipStream({ appKey, token, region: "us", start: "EARLIEST" });
 * for await (const { items, offset } of stream) {
 *   for (const item of items) handle(parseItem(item));
 *   await storeOffset(offset);
 * }
 */
export const createAirshipStream = (options: AirshipStreamOptions): AsyncIterable<StreamChunk> => {
  const settings = readSettings(options);
  return { [Symbol.asyncIterator]: () => iterate(settings) };
};
