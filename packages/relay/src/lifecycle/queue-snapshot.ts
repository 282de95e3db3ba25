import type { QueueSnapshot, RunSnapshot } from "../ops/snapshot.ts";
import type { Queue, QueueStatus } from "../queue/queue.ts";
import { isQueueError } from "../queue/queue-error.ts";
import { pause, type Clock } from "./clock.ts";
import { takeSnapshot } from "./run-snapshot.ts";
import type { SourceName } from "./settings.ts";
import type { RunStatus } from "./status.ts";

/** How long the pages of health and metrics wait for a queue: a probe doesn't wait much longer. */
const maxWaitMs = 2_000;

type Answer = { readonly status: QueueStatus } | { readonly reason: string };

const ask = async (queue: Pick<Queue, "status">): Promise<Answer> => {
  try {
    return { status: await queue.status() };
  } catch (error) {
    return { reason: isQueueError(error) ? error.message : "its status can't be read" };
  }
};

const toReady = (answer: Answer): RunSnapshot["ready"] => {
  if ("reason" in answer) return { ok: false, reason: `queue: ${answer.reason}` };
  if (!answer.status.isConnected) return { ok: false, reason: "queue: no broker is connected" };
  return answer.status.isReady ? { ok: true } : { ok: false, reason: "queue: it has no leader" };
};

const toQueueSnapshot = (answer: Answer): QueueSnapshot =>
  "status" in answer ? answer.status : { isConnected: false, warnings: [] };

/**
 * Takes a snapshot of a process that shares a queue with others. It isn't ready while the queue isn't; an error of
 * `queue.status`, or no answer within 2 seconds, is the reason in `ready`.
 *
 * @param sources - Those that are read, where there are any.
 */
export const takeQueueSnapshot = async (
  status: RunStatus,
  queue: Pick<Queue, "status">,
  clock: Clock,
  sources: readonly SourceName[] = [],
): Promise<RunSnapshot> => {
  const waiting = new AbortController();
  const late = pause(clock, maxWaitMs, waiting.signal).then((): Answer => ({ reason: "it doesn't answer" }));
  const answer = await Promise.race([ask(queue), late]);
  waiting.abort();
  const snapshot = takeSnapshot(status, undefined, clock.now(), sources);
  const ready = toReady(answer);
  return { ...snapshot, queue: toQueueSnapshot(answer), ready: ready.ok ? snapshot.ready : ready };
};
