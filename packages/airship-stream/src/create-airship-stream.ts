import type { StreamChunk } from "./chunk.ts";
import { readStream } from "./read-stream.ts";
import { readSettings, type Settings } from "./settings.ts";
import type { AirshipStreamOptions } from "./stream-options.ts";

/** Starts to read, once the first chunk is asked for. */
const iterate = (settings: Settings): AsyncIterator<StreamChunk, void, undefined> => {
  const ending = new AbortController();
  const { signal } = settings;
  const end = (): void => {
    signal?.removeEventListener("abort", end);
    ending.abort();
  };
  const chunks = readStream(settings, ending.signal);
  let isStarted = false;
  const start = (): void => {
    if (isStarted) return;
    isStarted = true;
    signal?.addEventListener("abort", end);
    if (signal?.aborted === true) end();
  };
  return {
    next: async () => {
      start();
      try {
        const result = await chunks.next();
        if (result.done === true) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    // A generator that waits for bytes would take note of this only when they come.
    return: () => {
      end();
      return chunks.return();
    },
  };
};

/**
 * Reads Airship's Real-Time Data Streaming: an iterable of chunks that goes on over broken connections, each resumed
 * behind the last offset that came. Each iteration connects anew, at `start` or `resumeOffset`.
 *
 * An event comes again only where the connection broke before a later offset came, or where Airship itself repeats it.
 *
 * @throws TypeError for options that can't work. The iteration throws an AirshipStreamError when Airship refuses the
 *   stream: 400, 403, an offset that it doesn't have any more, and 401 with a token that was asked for anew.
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
