import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { encodeBatch, type EncodedBatch } from "./encode-batch.ts";
import { type Answer, postBatch } from "./post-batch.ts";
import {
  type BulkTrackingSenderOptions,
  readSenderFault,
  readSenderOptions,
  type SenderSettings,
} from "./sender-options.ts";

/** What a sender has done so far. */
export interface SenderReport {
  /** Events that were answered with 2xx. */
  readonly confirmed: number;
  readonly requests: number;
  /** Requests that repeated a batch. */
  readonly resends: number;
  /** Requests by the status of their answer; under `none` those that had no answer. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** A bulk-tracking service at work. */
export interface BulkTrackingSender {
  readonly report: () => SenderReport;
  /** Resolves when every event is confirmed, or the sender is closed. Rejects with what `events` and `fault` throw. */
  readonly done: Promise<SenderReport>;
  /** Stops sending; a request in flight is cut off. */
  readonly close: () => Promise<void>;
}

function* inBatches(events: Iterable<unknown>, size: number): Generator<readonly unknown[], void, undefined> {
  let batch: unknown[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const isConfirmed = ({ status = 0 }: Answer): boolean => status >= 200 && status < 300;

/** Counts requests, and makes them. */
const createSession = (settings: SenderSettings, signal: AbortSignal) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const statuses: Record<string, number> = {};
  let [confirmed, requests, resends] = [0, 0, 0];

  const postOnce = async (batch: EncodedBatch): Promise<Answer> => {
    requests += 1;
    const number = requests;
    const fault = readSenderFault(await settings.fault({ number }));
    const answer = await postBatch(settings, batch, { agent, fault, signal });
    const key = String(answer.status ?? "none");
    statuses[key] = (statuses[key] ?? 0) + 1;
    settings.onRequest?.({ number, events: batch.events, status: answer.status });
    return answer;
  };

  return {
    /** Posts a batch until it is confirmed. */
    deliver: async (batch: EncodedBatch): Promise<void> => {
      let answer = await postOnce(batch);
      while (!isConfirmed(answer) && !signal.aborted) {
        await delay(answer.retryAfterMs ?? settings.retryDelayMs, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        resends += 1;
        answer = await postOnce(batch);
      }
      if (isConfirmed(answer)) confirmed += batch.events;
    },
    report: (): SenderReport => ({ confirmed, requests, resends, statuses: { ...statuses } }),
    close: () => agent.destroy(),
  };
};

/**
 * Posts events to a webhook on this machine as a bulk-tracking service does: one batch after the other, each again until
 * it is answered with 2xx, however long that takes. It begins at once.
 *
 * @throws TypeError when an option is unknown or invalid, and for a URL that isn't on this machine.
 * @example
 * const sender = createBulkTrackingSender({
 *   url: "http://127.0.0.1:8080/events",
 *   events: generateBulkTrackingEvents({ count: 500 }),
 *   headers: { authorization: "Bearer SECRET" },
 * });
 * const { confirmed, resends } = await sender.done;
 */
export const createBulkTrackingSender = (options: BulkTrackingSenderOptions): BulkTrackingSender => {
  const settings = readSenderOptions(options);
  const closing = new AbortController();
  const session = createSession(settings, closing.signal);

  const send = async (): Promise<SenderReport> => {
    try {
      for (const events of inBatches(settings.events, settings.batchSize)) {
        if (closing.signal.aborted) break;
        await session.deliver(encodeBatch(events, settings));
      }
    } finally {
      session.close();
    }
    return session.report();
  };

  const done = send();
  return {
    report: session.report,
    done,
    close: async () => {
      closing.abort();
      await done.catch(() => undefined);
    },
  };
};
