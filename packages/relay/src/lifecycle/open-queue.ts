import { openJetStream, type OpenQueueOptions } from "../queue/open-jetstream.ts";
import type { NatsSettings } from "../queue/nats-settings.ts";
import type { Queue } from "../queue/queue.ts";
import { findNatsCredentials } from "./nats-credentials.ts";
import { toRunError } from "./queue-run-error.ts";
import type { RunSurroundings } from "./run-surroundings.ts";
import type { RunStatus } from "./status.ts";

/** What a process with a queue receives from its surroundings. */
export interface QueueSurroundings extends RunSurroundings {
  /** Opens the queue; that on NATS JetStream by default. */
  readonly openQueue?: typeof openJetStream;
}

/**
 * Opens the queue of a process, and tells its troubles to the status.
 *
 * @returns Nothing when the process is interrupted before the queue is open.
 * @throws RunError when the queue can't be opened, and CommandError for settings that can't work.
 */
export const openQueueOf = async (
  { nats: settings, holdMs }: { readonly nats: NatsSettings; readonly holdMs?: number },
  { env, status, interrupt, openQueue = openJetStream }: QueueSurroundings,
): Promise<Queue | undefined> => {
  const onTrouble: OpenQueueOptions["onTrouble"] = (message, isBad) => {
    if (isBad) status.trouble("queue", message);
    else status.recovered("queue");
  };
  const opening = openQueue({ settings, credentials: findNatsCredentials(env), holdMs, onTrouble });
  const isInterrupted = new Promise<undefined>((resolve) => {
    interrupt?.addEventListener("abort", () => resolve(undefined), { once: true });
    if (interrupt?.aborted === true) resolve(undefined);
  });
  try {
    const queue = await Promise.race([opening, isInterrupted]);
    if (queue === undefined) void opening.then(({ close }) => close()).catch(() => undefined);
    return queue;
  } catch (error) {
    throw toRunError(error);
  }
};

/** Tells the status what an operator should know of a queue. */
export const tellWarnings = async (queue: Queue, status: RunStatus): Promise<void> => {
  // If the status can't be read, the next operations on the queue report it.
  const { warnings } = await queue.status().catch(() => ({ warnings: [] }));
  for (const warning of warnings) status.note(`queue: ${warning}`);
};
