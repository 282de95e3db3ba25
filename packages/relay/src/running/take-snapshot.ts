import type { EventStore } from "@email-events/store";
import type { RunSnapshot } from "../ops/snapshot.ts";
import type { RunStatus } from "./status.ts";

const secondsSince = (at: number | undefined, now: number): number | undefined =>
  at === undefined ? undefined : Math.max(0, (now - at) / 1_000);

/** Takes a snapshot of a run, for its health and metrics. */
export const takeSnapshot = (status: RunStatus, store: EventStore, now: () => number = Date.now): RunSnapshot => {
  const { received, delivered, skipped, unrecognized, invalid, rejected, pending } = status.report();
  const { receivedAt, occurredAt } = status.times();
  const reasons = [...status.troubles()].map(([subject, cause]) => `${subject}: ${cause}`);
  const [reason] = reasons;
  const at = now();
  return {
    received,
    delivered,
    skipped,
    unrecognized,
    invalid,
    rejected,
    pending,
    ...status.counts(),
    lagSeconds: secondsSince(occurredAt, at),
    idleSeconds: secondsSince(receivedAt, at),
    paused: reasons,
    stateBytes: store.stats().sizeBytes,
    ready: reason === undefined ? { ok: true } : { ok: false, reason },
  };
};
