import type { Platform } from "../attempt.ts";
import { createFetchTransport } from "../transport/fetch.ts";

/** Browsers, workers, Deno and Bun. */
export const webPlatform: Platform = {
  createTransport: () => createFetchTransport(),
  // A browser keeps User-Agent to itself, and asks the server's leave for any other header.
  headers: {},
  gzip: async (bytes) => {
    const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  },
  publish: () => {},
};
