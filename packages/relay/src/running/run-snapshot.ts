import type { StoreStats } from "@email-events/store";
import type { RunReport, RunStatus } from "./status.ts";

/** What a run says of itself at one moment, for metrics and health. */
export interface RunSnapshot extends Omit<RunReport, "undelivered"> {
  readonly retries: number;
  readonly reconnects: number;
  /** How long ago the last event happened that was read from a stream, in seconds; absent before the first. */
  readonly lagSeconds?: number | undefined;
  /** How long ago the last event came, in seconds; absent before the first. */
  readonly idleSeconds?: number | undefined;
  /** Why nothing is delivered or read at present; empty while all goes on. */
  readonly paused: readonly string[];
  /** What the state takes on the disk, in bytes. */
  readonly stateBytes: number;
  readonly ready: { readonly ok: true } | { readonly ok: false; readonly reason: string };
}

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
 * @param now - Milliseconds since 1970.
 */
export const takeSnapshot = (status: RunStatus, { sizeBytes }: StoreStats, now: number): RunSnapshot => {
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
    stateBytes: sizeBytes,
    ready: reason === undefined ? { ok: true } : { ok: false, reason },
  };
};
