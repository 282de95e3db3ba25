import type { StoredMsg } from "@nats-io/jetstream";
import { checkListOptions } from "../connection/check-options.ts";
import type { Connection } from "../connection/open-connection.ts";
import { publishBatch } from "../publish.ts";
import type { Names } from "../wire/names.ts";
import { isNotFound } from "../streams/read-info.ts";
import type { ListedReject } from "./listed-reject.ts";
import type { RejectOperations } from "./queue-operator.ts";
import { readFacts, toListed, toShown } from "./to-listed.ts";
import { toLines } from "./to-lines.ts";

const defaultLimit = 500;

/** Creates the operations on the rejects of a queue. */
export const createRejectOperations = (connection: Connection, names: Names): RejectOperations => {
  const { ask, manager } = connection;

  const readNext = (seq: number, source: string | undefined): Promise<StoredMsg | null> => {
    const subject = source === undefined ? `${names.prefix}.reject.*` : names.rejectSubject(source);
    // The client's type doesn't name the second property, which servers know from 2.9 on.
    const request = { seq, next_by_subj: subject };
    return ask(() => manager.streams.getMessage(names.rejects, request));
  };
  const read = async (number: number): Promise<StoredMsg | null> =>
    Number.isSafeInteger(number) && number > 0
      ? ask(() => manager.streams.getMessage(names.rejects, { seq: number }))
      : null;
  const remove = async (number: number): Promise<boolean> => {
    try {
      return await ask(() => manager.streams.deleteMessage(names.rejects, number));
    } catch (error) {
      // Another operator was faster.
      if (isNotFound(error, "message") || (await read(number)) === null) return false;
      throw error;
    }
  };
  const publishAgain = async (message: StoredMsg): Promise<void> => {
    const { source, receivedAt } = toListed(message);
    const { partition } = readFacts(message);
    const id = `retry.${message.seq}.${message.time.getTime()}`;
    const lines = toLines(message.data);
    await publishBatch(connection, names, {
      source,
      partition,
      lines,
      receivedAt,
      attempt: 1,
      retryOf: message.seq,
      id,
    });
  };
  const each = async (numbers: readonly number[], act: (message: StoredMsg) => Promise<boolean>): Promise<number> => {
    let count = 0;
    for (const number of new Set(numbers)) {
      const message = await read(number);
      if (message !== null && (await act(message))) count += 1;
    }
    return count;
  };

  return {
    list: async (options = {}) => {
      checkListOptions(options);
      const { after = 0, limit = defaultLimit, status, source } = options;
      const events: ListedReject[] = [];
      let seq = after + 1;
      for (;;) {
        const message = await readNext(seq, source);
        if (message === null) return { events, next: undefined };
        const event = toListed(message);
        if (status === undefined || event.status === status) {
          // There is one more: the page ends before it.
          if (events.length >= limit) return { events, next: events.at(-1)?.number ?? after };
          events.push(event);
        }
        seq = message.seq + 1;
      }
    },
    show: async (number) => {
      const message = await read(number);
      return message === null ? undefined : toShown(message);
    },
    retry: async (numbers) => {
      let headsOnly = 0;
      const published = await each(numbers, async (message) => {
        // What comes after the head is lost, so that it would come back as invalid JSON.
        if (toListed(message).wholeBytes !== undefined) {
          headsOnly += 1;
          return false;
        }
        await publishAgain(message);
        await remove(message.seq);
        return true;
      });
      return { published, headsOnly };
    },
    drop: (numbers) => each(numbers, (message) => remove(message.seq)),
  };
};
