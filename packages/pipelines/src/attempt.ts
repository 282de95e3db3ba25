import type { Batch } from "./batch.ts";
import type { Clock } from "./clock.ts";
import type { Platform } from "./platform/platform.ts";
import type { Settings } from "./settings.ts";
import { toNetworkCause, type RequestOutcome, type Transport } from "./transport/transport.ts";

/** Makes one request for a batch. Never rejects; one that is aborted or out of time is `retryable`. */
export type Attempt = (batch: Batch) => Promise<RequestOutcome>;

/** Ties the transport to the settings: address, headers, compression and the time an attempt may take. */
export const createAttempt = (settings: Settings, platform: Platform, transport: Transport, clock: Clock): Attempt => {
  const headers = {
    ...platform.headers,
    authorization: settings.authorization,
    "content-type": "application/json",
    ...(settings.strict && { "x-strict-mode": "1" }),
    ...(settings.gzip && { "content-encoding": "gzip" }),
  };
  const send = async (batch: Batch, signal: AbortSignal): Promise<RequestOutcome> => {
    const plain = batch.seal(new Date(clock.now()).toISOString());
    const body = settings.gzip ? await platform.gzip(plain) : plain;
    return transport.send({ url: new URL(batch.path, settings.origin), headers, body, signal });
  };
  return (batch) =>
    new Promise((resolve) => {
      const { signal } = batch.aborter;
      const ms = Math.min(settings.timeoutMs, batch.deadlineAt - clock.now());
      const cancel = clock.after(ms, () => batch.aborter.abort(`no answer within ${ms} ms`));
      const finish = (outcome: RequestOutcome): void => {
        cancel();
        resolve(outcome);
      };
      const fail = (cause: string): void => finish({ status: "retryable", cause });
      // A transport may be slow to notice that it is aborted: it isn't waited for.
      signal.addEventListener("abort", () => fail(String(signal.reason)));
      send(batch, signal).then(finish, (error: unknown) => fail(toNetworkCause(error)));
    });
};
