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

/** Makes one request for a batch. Never rejects; an aborted or timed-out request is `retryable`. */
export type Attempt = (batch: Batch, signal: AbortSignal) => Promise<RequestOutcome>;

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
  return (batch, signal) =>
    new Promise((resolve) => {
      const time = new AbortController();
      const ms = Math.max(1, Math.min(settings.timeoutMs, batch.deadlineAt - clock.now()));
      const finish = (outcome: RequestOutcome): void => {
        cancel();
        signal.removeEventListener("abort", close);
        resolve(outcome);
      };
      const giveUp = (cause: string): void => {
        finish({ status: "retryable", cause });
        time.abort();
      };
      const close = (): void => giveUp("closed");
      const cancel = clock.after(ms, () => giveUp(`no answer within ${ms} ms`));
      signal.addEventListener("abort", close, { once: true });
      void send(batch, time.signal).then(finish);
    });
};
