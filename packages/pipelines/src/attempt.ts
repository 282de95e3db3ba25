import type { Batch } from "./batch.ts";
import type { Clock } from "./clock.ts";
import type { Settings } from "./settings.ts";
import { toNetworkCause, type RequestOutcome, type Transport } from "./transport/transport.ts";

/** What differs between Node and the platforms that have `fetch` alone. */
export interface Platform {
  readonly createTransport: () => Transport;
  readonly headers: Readonly<Record<string, string>>;
  readonly gzip: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** Tells tracing tools; free when nobody listens. */
  readonly publish: (channel: "outcome" | "retry" | "pause", message: unknown) => void;
}

/** Makes one request for a batch. Never rejects; one that is aborted or out of time is `retryable`. */
export type Attempt = (batch: Batch) => Promise<RequestOutcome>;

const toHeaders = (settings: Settings, platform: Platform): Readonly<Record<string, string>> => ({
  ...platform.headers,
  authorization: settings.authorization,
  "content-type": "application/json",
  ...(settings.strict ? { "x-strict-mode": "1" } : {}),
  ...(settings.gzip ? { "content-encoding": "gzip" } : {}),
});

/** Ties the transport to the settings: address, headers, compression and the time an attempt may take. */
export const createAttempt = (settings: Settings, platform: Platform, transport: Transport, clock: Clock): Attempt => {
  const headers = toHeaders(settings, platform);
  const send = async (batch: Batch, signal: AbortSignal): Promise<RequestOutcome> => {
    try {
      const plain = batch.seal(new Date(clock.now()).toISOString());
      const body = settings.gzip ? await platform.gzip(plain) : plain;
      return await transport.send({ url: new URL(batch.path, settings.origin), headers, body, signal });
    } catch (error) {
      return { status: "retryable", cause: toNetworkCause(error) };
    }
  };
  return (batch) =>
    new Promise((resolve) => {
      const { aborter } = batch.startAttempt();
      const ms = Math.max(1, Math.min(settings.timeoutMs, batch.deadlineAt - clock.now()));
      const cancel = clock.after(ms, () => aborter.abort(`no answer within ${ms} ms`));
      const finish = (outcome: RequestOutcome): void => {
        cancel();
        resolve(outcome);
      };
      // A transport may be slow to notice: it isn't waited for.
      aborter.signal.addEventListener("abort", () =>
        finish({ status: "retryable", cause: String(aborter.signal.reason) }),
      );
      void send(batch, aborter.signal).then(finish);
    });
};
