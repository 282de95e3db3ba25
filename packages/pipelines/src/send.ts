import type { Batch } from "./batch.ts";
import type { Platform } from "./platform/platform.ts";
import type { Settings } from "./settings.ts";
import type { RequestOutcome, Transport } from "./transport/transport.ts";

/** Makes one request for a batch. */
export type Send = (batch: Batch, signal: AbortSignal) => Promise<RequestOutcome>;

/** Ties the transport to the settings: address, headers and compression. */
export const createSend = (settings: Settings, platform: Platform, transport: Transport): Send => {
  const headers = {
    ...platform.headers,
    authorization: settings.authorization,
    "content-type": "application/json",
    ...(settings.strict && { "x-strict-mode": "1" }),
    ...(settings.gzip && { "content-encoding": "gzip" }),
  };
  return async (batch, signal) => {
    let body = batch.seal(new Date().toISOString());
    if (settings.gzip) body = await platform.gzip(body);
    return transport.send({ url: new URL(batch.path, settings.origin), headers, body, signal });
  };
};
