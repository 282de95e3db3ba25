import type { EventStore } from "@email-events/store";
import type { ConsumedChunk, ConsumeOptions, OffsetPlace, Queue, Settlement } from "../queue/queue.ts";
import type { Clock } from "../lifecycle/clock.ts";
import type { Committer } from "./committer.ts";
import type { StoredChunk } from "./fresh-chunks.ts";
import { maxEventBytes } from "../handling/judge-payloads.ts";
import { createPendingChunks, type PendingParts } from "./pending-chunks.ts";
import { StoreQueueError, toQueueError, toUnstored } from "./store-queue-error.ts";
import { setNewAside, setStoredAside } from "./stored-rejects.ts";
import { createWakeup } from "../handling/wakeup.ts";

/** What a queue in a store works with. */
export interface StoreQueueParts extends PendingParts {
  readonly store: Pick<EventStore, "pendingPage" | "readOffset" | "stats">;
  readonly committer: Pick<Committer, "add" | "addNow">;
  readonly clock: Clock;
}

const keyOf = ({ source, partition, partitions }: OffsetPlace): string =>
  partitions === 1 ? source : `${source}:${partition}/${partitions}`;

/** Returns the events at some indexes of a chunk, as they are handed out anew. */
const pick = (chunk: StoredChunk, indexes: ReadonlySet<number>): StoredChunk => ({
  ...chunk,
  lines: chunk.lines.filter((_line, index) => indexes.has(index)),
  numbers: chunk.numbers.filter((_number, index) => indexes.has(index)),
  attempts: chunk.attempts + 1,
});

/** Converts a chunk's settlement to a change of the store. Events that it doesn't name are settled. */
const toChange = ({ numbers, source, receivedAt }: StoredChunk, settlement: Settlement) => {
  const { setAside = [], again = [], remember = [] } = settlement;
  const named = new Set([...again, ...setAside.map(({ index }) => index)]);
  const toReject = setNewAside(source, receivedAt);
  return {
    settle: named.size === 0 ? numbers : numbers.filter((_number, index) => !named.has(index)),
    setAside: setAside.map((reject) => {
      const number = numbers[reject.index];
      return number === undefined ? toReject(reject) : setStoredAside(reject, number);
    }),
    rememberUnseen: remember,
  };
};

/**
 * Creates the queue of a single process: chunks are events in a store.
 *
 * It has one consumer at a time. A chunk that is out comes again when the store is opened anew.
 */
export const createStoreQueue = ({ store, committer, clock, onDamaged }: StoreQueueParts): Queue => {
  const pending = createPendingChunks({ store, onDamaged });
  const returned: StoredChunk[] = [];
  const wakeup = createWakeup();
  const timers = new Set<() => void>();
  let held = 0;
  let redelivered = 0;

  const queueAgain = (chunk: StoredChunk): void => {
    returned.push(chunk);
    wakeup.wake();
  };
  const countReleased = (): void => {
    held -= 1;
    wakeup.wake();
  };
  const handOut = (chunk: StoredChunk): ConsumedChunk => {
    held += 1;
    if (chunk.attempts > 0) redelivered += 1;
    const { source, lines, receivedAt, attempts } = chunk;
    return {
      source,
      partition: 0,
      lines,
      receivedAt,
      attempt: attempts + 1,
      working: () => undefined,
      ack: (settlement = {}) =>
        new Promise((resolve, reject) => {
          const onStored = (): void => {
            countReleased();
            if (settlement.again !== undefined && settlement.again.length > 0)
              queueAgain(pick(chunk, new Set(settlement.again)));
            resolve();
          };
          committer.add(toChange(chunk, settlement), onStored, (error) => reject(toUnstored(error)));
        }),
      release: (delayMs) => {
        countReleased();
        const cancel = clock.after(delayMs, () => {
          timers.delete(cancel);
          queueAgain({ ...chunk, attempts: attempts + 1 });
        });
        timers.add(cancel);
      },
    };
  };
  async function* consume({ signal, concurrency }: ConsumeOptions): AsyncGenerator<ConsumedChunk, void, undefined> {
    signal.addEventListener("abort", wakeup.wake);
    try {
      while (!signal.aborted) {
        const chunk = held < concurrency ? (returned.shift() ?? pending.take()) : undefined;
        if (chunk === undefined) await wakeup.wait();
        else yield handOut(chunk);
      }
    } finally {
      signal.removeEventListener("abort", wakeup.wake);
    }
  }

  return {
    maxLineBytes: maxEventBytes,
    // A chunk stays with this process as long as that runs.
    holdMs: Number.POSITIVE_INFINITY,
    publish: ({ source, lines, receivedAt }) =>
      new Promise((resolve, reject) => {
        committer.addNow(
          { appendChunks: [{ source, receivedAt, payloads: lines }] },
          ({ numbers }) => {
            pending.stored({ source, lines, numbers, receivedAt, attempts: 0 });
            wakeup.wake();
            resolve();
          },
          (error) => reject(toQueueError(error)),
        );
      }),
    consume,
    setAside: (source, rejects) =>
      new Promise((resolve, reject) => {
        committer.addNow(
          { setAside: rejects.map(setNewAside(source, clock.now())) },
          () => resolve(),
          (error) => reject(toQueueError(error)),
        );
      }),
    claimOffset: async (place) => store.readOffset(keyOf(place)),
    putOffset: (place, offset) =>
      new Promise((resolve, reject) => {
        committer.add(
          { offsets: { [keyOf(place)]: offset } },
          ({ refusedOffsets }) => {
            if (refusedOffsets.length === 0) resolve();
            else reject(new StoreQueueError("fenced", "An operator changed the offset; read it, and continue there."));
          },
          (error) => reject(toQueueError(error)),
        );
      }),
    status: async () => {
      const { pending: waiting, setAside } = store.stats();
      return {
        isConnected: true,
        isReady: true,
        pending: waiting,
        held,
        redelivered,
        rejects: setAside,
        warnings: [],
      };
    },
    close: async () => {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
};
