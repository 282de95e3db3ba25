import type { RunStatus } from "../lifecycle/status.ts";

/** Says when a queue is in trouble. Sources share it: it is well again once it has done what each of them waits for. */
export interface QueueTrouble {
  /** The queue doesn't do what `waiter` asks for. */
  readonly lacks: (waiter: object, cause: string) => void;
  /** The queue has done what `waiter` asked for. */
  readonly done: (waiter: object) => void;
}

/** Creates what says when a queue is in trouble. */
export const createQueueTrouble = (status: Pick<RunStatus, "trouble" | "recovered">): QueueTrouble => {
  const waiting = new Set<object>();
  return {
    lacks: (waiter, cause) => {
      waiting.add(waiter);
      status.trouble("queue", cause);
    },
    done: (waiter) => {
      waiting.delete(waiter);
      if (waiting.size === 0) status.recovered("queue");
    },
  };
};
