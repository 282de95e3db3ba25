import { createHash } from "node:crypto";
import { pause } from "../clock.ts";
import { explain } from "../connection/explain.ts";
import { retry } from "../connection/retry.ts";
import { publishBatch } from "../publish.ts";
import type { Reject, Settlement } from "../queue.ts";
import type { QueueError } from "../queue-error.ts";
import { publishRejects } from "../rejects/publish-rejects.ts";
import type { DecodedBatch } from "../wire/batch.ts";
import { confirm, renew } from "./answer.ts";
import type { ConsumeContext } from "./consume-context.ts";
import type { DeliveredMessage } from "./delivery.ts";

/** How long a step is retried, in ms: less than the default `holdMs`, so that no other consumer gets it meanwhile. */
const stepMs = 30_000;

/** How long events that can't be set aside stay with their consumer before they come again, in ms. */
const fullPauseMs = 2000;

/** Equal for equal events of the same message, so that the broker keeps them once when settling is tried again. */
const toAgainId = ({ sequence, storedAt }: DeliveredMessage, attempt: number, again: readonly number[]): string => {
  const which = createHash("sha256").update(again.join(",")).digest("base64url").slice(0, 22);
  return `again.${sequence}.${storedAt}.${attempt}.${which}`;
};

/** What is settled. */
export interface Held {
  readonly delivered: DeliveredMessage;
  readonly batch: DecodedBatch;
}

const publishAgain = async (
  { connection, names }: ConsumeContext,
  { delivered, batch }: Held,
  again: readonly number[],
): Promise<void> => {
  const indexes = [...new Set(again)];
  const lines = indexes.flatMap((index) => batch.lines[index] ?? []);
  if (lines.length === 0) return;
  const id = toAgainId(delivered, batch.attempt, indexes);
  await publishBatch(connection, names, { ...batch, lines, attempt: batch.attempt + 1, id });
};

/**
 * Keeps events for an operator.
 *
 * @returns The indexes of events for which there is no room: they are published again, without the others of the chunk.
 */
const storeRejects = async (
  { connection, names, onTrouble }: ConsumeContext,
  { batch }: Held,
  rejects: readonly Reject[],
): Promise<readonly number[]> => {
  const { clock } = connection;
  const left = new Set(rejects);
  try {
    const publish = () => publishRejects(connection, names, batch.source, left, batch);
    await retry(publish, { clock, until: clock.now() + stepMs });
    return [];
  } catch (error) {
    // A message of another program counts as a single event, so no others could be settled without it.
    if (explain(error).code !== "full" || batch.problem !== undefined) throw error;
    onTrouble({
      kind: "rejects-full",
      message: `The stream ${names.rejects} is full: events can't be set aside: retry or drop some of them.`,
    });
    await pause(clock, fullPauseMs);
    return Array.from(left, ({ index }) => index);
  }
};

/**
 * Settles a message. Each step can be done twice without harm: a single broker knows the ids, and with a cluster events come
 * twice, with equal ids.
 *
 * @throws QueueError when a step isn't done in time
 */
export const settle = async (
  context: ConsumeContext,
  held: Held,
  { setAside = [], again = [] }: Settlement,
): Promise<void> => {
  const { connection } = context;
  const { clock } = connection;
  const { reply } = held.delivered;
  renew(connection, reply);
  const unstored = setAside.length === 0 ? [] : await storeRejects(context, held, setAside);
  renew(connection, reply);
  const finish = async (): Promise<void> => {
    await publishAgain(context, held, [...again, ...unstored]);
    await confirm(connection, reply);
  };
  const mayPass = ({ code }: QueueError): boolean => code === "unavailable" || code === "full";
  await retry(finish, { clock, until: clock.now() + stepMs, mayPass });
};
