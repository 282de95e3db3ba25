import { toLine } from "@email-events/core/mapping";
import type * as PromClient from "prom-client";
import type { RunSnapshot } from "./snapshot.ts";

/** One metric: its name without the prefix, what it counts, and its value; absent where there is none. */
type Single = readonly [name: string, help: string, read: (snapshot: RunSnapshot) => number | undefined];

const counters: readonly Single[] = [
  [
    "received",
    "Events that were received: the sum of all outcomes and of those that are pending",
    ({ received }) => received,
  ],
  ["published", "Events that the queue has confirmed", ({ published }) => published],
  ["delivered", "Events that the destination accepted", ({ delivered }) => delivered],
  [
    "unrecognized",
    "Events with a name or a device that their vocabulary doesn't have",
    ({ unrecognized }) => unrecognized,
  ],
  ["invalid", "Events that are not of their vocabulary, or can't be mapped", ({ invalid }) => invalid],
  ["rejected", "Events that the destination refused", ({ rejected }) => rejected],
  ["retries", "Requests that were repeated after a transient failure", ({ retries }) => retries],
  ["reconnects", "Connections of streams that were opened again", ({ reconnects }) => reconnects],
  ["queue_redelivered", "Chunks of the queue that were redelivered", ({ queue }) => queue?.redelivered],
];

const gauges: readonly Single[] = [
  ["pending", "Events without an outcome", ({ pending }) => pending],
  ["lag_seconds", "Seconds since the newest event that was sent happened", ({ lagSeconds }) => lagSeconds],
  ["idle_seconds", "Seconds since the last event was received", ({ idleSeconds }) => idleSeconds],
  ["state_bytes", "Bytes of the state on disk", ({ state }) => state?.sizeBytes],
  ["state_used_bytes", "Bytes of the state that hold something", ({ state }) => state?.usedBytes],
  ["state_rejects", "Events in the state that are set aside", ({ state }) => state?.rejects],
  ["queue_connected", "1 while a broker is connected", ({ queue }) => queue && Number(queue.isConnected)],
  ["queue_pending", "Chunks that wait in the queue", ({ queue }) => queue?.pending],
  ["queue_held", "Chunks that were handed out and aren't confirmed", ({ queue }) => queue?.held],
  ["queue_rejects", "Events in the queue that are set aside", ({ queue }) => queue?.rejects],
  ["ready", "1 while events are read and delivered", ({ ready }) => (ready.ok ? 1 : 0)],
];

/** One metric with a value for each reason. */
type ByReason = readonly [
  name: string,
  help: string,
  kind: "Counter" | "Gauge",
  read: (snapshot: RunSnapshot) => readonly (readonly [string, number])[],
];

const byReason: readonly ByReason[] = [
  ["skipped_total", "Events that were left out on purpose", "Counter", ({ skipped }) => Object.entries(skipped)],
  [
    "webhook_refused_total",
    "Requests of the webhook that were refused",
    "Counter",
    ({ refused }) => Object.entries(refused),
  ],
  [
    "paused",
    "1 for each reason for which nothing is delivered or read at present",
    "Gauge",
    ({ paused }) => paused.map((reason) => [reason, 1]),
  ],
];

/** The most characters of a reason, and the most reasons: some repeat what a server said. */
const maxReasonChars = 200;
const maxReasons = 50;

/** Sums the values of reasons that look the same without addresses. */
const sumByReason = (values: readonly (readonly [string, number])[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const [reason, value] of values) {
    const shown = toLine(reason, maxReasonChars);
    const key = sums.has(shown) || sums.size < maxReasons ? shown : "other";
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
};

const prefix = "email_events_";

/** A value that isn't a number would be no metric. */
const isValue = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/** Creates what makes metrics of snapshots, with a registry of its own each time. */
export const createMetricsFormat = ({ Counter, Gauge, Registry }: typeof PromClient) => {
  const kinds = { Counter, Gauge };

  /** Returns a snapshot in Prometheus' text format. Pure. */
  const format = async (snapshot: RunSnapshot): Promise<string> => {
    const registers = [new Registry()];
    for (const [name, help, read] of counters) {
      const value = read(snapshot);
      if (isValue(value)) new Counter({ name: `${prefix}${name}_total`, help, registers }).inc(value);
    }
    for (const [name, help, read] of gauges) {
      const value = read(snapshot);
      if (isValue(value)) new Gauge({ name: `${prefix}${name}`, help, registers }).set(value);
    }
    for (const [name, help, kind, read] of byReason) {
      const metric = new kinds[kind]({ name: `${prefix}${name}`, help, labelNames: ["reason"], registers });
      for (const [reason, value] of sumByReason(read(snapshot))) metric.inc({ reason }, value);
    }
    return registers[0]?.metrics() ?? "";
  };
  return { format, contentType: Registry.PROMETHEUS_CONTENT_TYPE };
};
