import type { StoreStats } from "@email-events/store";
import type { RunSnapshot, StateSnapshot } from "../ops/snapshot.ts";
import type { SourceName } from "./settings.ts";
import type { RunStatus, Subject } from "./status.ts";

/** Of the time between two readings of one clock, which may have been set back meanwhile. */
const secondsBetween = (from: number | undefined, to: number): number | undefined =>
  from === undefined ? undefined : Math.max(0, Math.round(to - from)) / 1_000;

const toState = ({ sizeBytes, usedBytes, setAside }: StoreStats): StateSnapshot => ({
  sizeBytes,
  usedBytes,
  rejects: setAside,
});

const stopping = "the process is stopping: what is in flight is settled, and nothing more is read";

interface Pauses {
  /** All that doesn't work. A destination whose requests are still retried isn't paused. */
  readonly reasons: readonly string[];
  /** Why nothing is read or delivered; absent while a source is read and delivered. */
  readonly stop?: string | undefined;
}

const findPauses = (status: RunStatus, sources: readonly Subject[]): Pauses => {
  const pausedBy = status.pausedBy();
  const others = [...status.troubles()].filter(([subject]) => subject !== "destination");
  const inTrouble: ReadonlyMap<Subject, string> = new Map([
    ...(pausedBy === undefined ? [] : [["destination", pausedBy] as const]),
    ...others,
  ]);
  const areAllDown = sources.every((source) => inTrouble.has(source));
  const toReason = ([subject, cause]: readonly [Subject, string]): string => `${subject}: ${cause}`;
  const reasons = [...inTrouble].map(toReason);
  if (status.isStopping()) return { reasons: [stopping, ...reasons], stop: stopping };
  const stop = [...inTrouble].find(([subject]) => areAllDown || !sources.includes(subject));
  return { reasons, stop: stop && toReason(stop) };
};

/**
 * Takes a snapshot.
 *
 * @param stats - Of the state, where there is one.
 * @param now - Milliseconds since 1970.
 * @param sources - Those that are read: the run is ready as long as one of them works.
 */
export const takeSnapshot = (
  status: RunStatus,
  stats: StoreStats | undefined,
  now: number,
  sources: readonly SourceName[] = [],
): RunSnapshot => {
  const { undelivered: _none, ...report } = status.report();
  const { receivedAt, happenedAt, steadyNow } = status.times();
  const { reasons, stop } = findPauses(status, sources);
  return {
    ...report,
    ...status.counts(),
    lagSeconds: secondsBetween(happenedAt, now),
    idleSeconds: secondsBetween(receivedAt, steadyNow),
    refused: status.refusals(),
    paused: reasons,
    published: status.published(),
    state: stats && toState(stats),
    ready: stop === undefined ? { ok: true } : { ok: false, reason: stop },
  };
};
