import { systemClock } from "./clock.ts";
import { createFetchTransport } from "../transport/fetch.ts";
import type { Platform } from "./platform.ts";

/**
 * Browsers and workers. No headers: a browser sets User-Agent itself, and other headers need CORS permission.
 */
export const webPlatform: Platform = {
  clock: systemClock,
  createTransport: createFetchTransport,
  gzip: async (bytes) => {
    const stream = new Response(bytes).body?.pipeThrough(new CompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  },
};
