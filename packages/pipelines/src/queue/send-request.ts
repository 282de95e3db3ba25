import type { Batch } from "./batch.ts";
import type { Platform } from "../platform/platform.ts";
import type { Settings } from "./settings.ts";
import type { RequestOutcome, Transport } from "../transport/transport.ts";

/** Makes one request for a batch. */
export type SendRequest = (batch: Batch, signal: AbortSignal) => Promise<RequestOutcome>;

// A mistake in the caller's transport isn't retried, because it would be made again.
const wrongTransport: RequestOutcome = {
  status: "rejected",
  httpStatus: 0,
  body: "the transport's send() must resolve to a RequestOutcome; it may have arrived",
};

const isRequestOutcome = (value: unknown): value is RequestOutcome => {
  const { status, cause, retryAfterMs, httpStatus, body }: Readonly<Record<string, unknown>> = Object(value);
  if (status === "retryable") return typeof cause === "string" && typeof (retryAfterMs ?? 0) === "number";
  if (status === "rejected") return typeof httpStatus === "number" && typeof body === "string";
  return status === "accepted";
};

/** Ties the transport to the settings: address, headers and compression. */
export const createSendRequest = (settings: Settings, platform: Platform, transport: Transport): SendRequest => {
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
    const outcome = await transport.send({ url: new URL(batch.path, settings.origin), headers, body, signal });
    return isRequestOutcome(outcome) ? outcome : wrongTransport;
  };
};
