import {
  createAirshipStreamSandbox,
  createBulkTrackingSender,
  createSandbox,
  generateBulkTrackingEvents,
  type Fault,
  type SenderFault,
  type StreamFault,
} from "@email-events/sandbox";
import { secrets } from "../start-run.ts";

const streamFaults: readonly (StreamFault | undefined)[] = [
  { break: "reset", afterEvents: 1_500 },
  { break: "end", afterEvents: 1_000 },
  { status: 503 },
  { break: "fin", afterEvents: 2_000 },
  { break: "cut-line", afterEvents: 700 },
  { status: 429, headers: { "Retry-After": "1" } },
];

const apiFaults: readonly (Fault | undefined)[] = [
  ...Array.from({ length: 20 }, () => undefined),
  { status: 503 },
  { reset: "after" },
  { delayMs: 200 },
  { status: 429, headers: { "Retry-After": "1" } },
];

const senderFaults: readonly (SenderFault | undefined)[] = [undefined, "cut-fin", undefined, "lost-answer", "cut-rst"];

/** Of each three minutes, the API is down for the last ten seconds. */
const periodMs = 180_000;
const outageMs = 10_000;

const sendEveryMs = 500;
const eventsPerSend = 50;

/** Starts a stream and an API that fail now and then. */
export const startServers = async (eventsPerSecond: number, seconds: number) => {
  const startedAt = performance.now();
  const isDown = (): boolean => (performance.now() - startedAt) % periodMs > periodMs - outageMs;
  const api = await createSandbox({
    keep: 0,
    writeKey: secrets.PIPELINES_WRITE_KEY,
    respond: ({ number }) => (isDown() ? { status: 503 } : apiFaults[number % apiFaults.length]),
  });
  const stream = await createAirshipStreamSandbox({
    appKey: secrets.AIRSHIP_APP_KEY,
    token: secrets.AIRSHIP_TOKEN,
    rate: eventsPerSecond,
    count: eventsPerSecond * seconds,
    duplicates: 0.01,
    maxEvents: 20_000,
    gzip: "always",
    respond: ({ number }) => streamFaults[number % streamFaults.length],
  });
  return { api, stream };
};

/** Posts events to a webhook, twice a second, some of them through faults. */
export const startSenders = (url: string) => {
  let sent = 0;
  const open = new Set<ReturnType<typeof createBulkTrackingSender>>();
  const timer = setInterval(() => {
    sent += 1;
    const sender = createBulkTrackingSender({
      url,
      headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
      events: generateBulkTrackingEvents({ seed: sent, count: eventsPerSend }),
      batchSize: eventsPerSend,
      retryDelayMs: 100,
      fault: ({ number }) => (number === 1 ? senderFaults[sent % senderFaults.length] : undefined),
    });
    open.add(sender);
    void sender.done.finally(() => open.delete(sender));
  }, sendEveryMs);
  return {
    sent: () => sent * eventsPerSend,
    /** Sends no more; resolves once all is confirmed. */
    finish: async (): Promise<void> => {
      clearInterval(timer);
      await Promise.all([...open].map(({ done }) => done));
    },
  };
};
