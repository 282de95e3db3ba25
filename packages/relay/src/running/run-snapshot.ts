import type { StoreStats } from "@email-events/store";
import type { RunSnapshot } from "../ops/snapshot.ts";
import type { RunStatus } from "./status.ts";

const secondsSince = (at: number | undefined, now: number): number | undefined =>
  at === undefined ? undefined : Math.max(0, now - at) / 1_000;

/** Why nothing is delivered or read. A destination whose requests are still retried isn't paused. */
const findPauses = (status: RunStatus): readonly string[] => {
  const reason = status.pausedBy();
  const others = [...status.troubles()].filter(([subject]) => subject !== "destination");
  return [
    ...(reason === undefined ? [] : [`destination: ${reason}`]),
    ...others.map(([subject, cause]) => `${subject}: ${cause}`),
  ];
};

/**
 * Takes a snapshot.
 *
 * @param stats - Of the state, where there is one.
 * @param now - Milliseconds since 1970.
 */
export const takeSnapshot = (status: RunStatus, stats: StoreStats | undefined, now: number): RunSnapshot => {
  const { undelivered: _none, ...report } = status.report();
  const { receivedAt, happenedAt } = status.times();
  const paused = findPauses(status);
  const [reason] = paused;
  return {
    ...report,
    ...status.counts(),
    lagSeconds: secondsSince(happenedAt, now),
    idleSeconds: secondsSince(receivedAt, now),
    paused,
    published: status.published(),
    stateBytes: stats?.sizeBytes,
    ready: reason === undefined ? { ok: true } : { ok: false, reason },
  };
};
