import type { ConsumedChunk, Queue } from "../queue/queue.ts";
import { isQueueError } from "../queue/queue-error.ts";
import type { Item } from "../reading/item.ts";
import { handleChunk, toReject, type ChunkHandler, type Handled } from "./handle-chunk.ts";
import { toItem } from "./judge-payloads.ts";
import type { Room } from "./room.ts";
import { createTasks } from "./tasks.ts";

/** What is told of the chunks that are taken from a queue. */
export interface ChunkObserver {
  readonly onTaken?: (chunk: ConsumedChunk) => void;
  /** Called when a chunk is settled, with the outcomes of its events, or released, with none. */
  readonly onSettled: (handled: Handled, chunk: ConsumedChunk) => void;
  /** Nothing of the chunk is settled, although its events had these outcomes: it comes again. */
  readonly onReturned?: (error: unknown, handled: Handled, chunk: ConsumedChunk) => void;
}

/** What the events of a queue are delivered with. */
export interface ConsumeParts {
  readonly queue: Pick<Queue, "consume">;
  readonly concurrency: number;
  /** Returns the handler of a source, by the name that the queue has. */
  readonly handlerOf: (source: string) => ChunkHandler;
  readonly room: Room;
  readonly observer: ChunkObserver;
  /** Aborted when no more chunks are to be taken. */
  readonly signal: AbortSignal;
  /** Called with what must not happen. */
  readonly onFatal: (error: unknown) => void;
}

/** A chunk of which nothing was delivered comes again after this time. */
const returnMs = 1_000;

const notOurs = (problem: string) =>
  ({
    status: "invalid",
    issues: [{ pointer: "", code: "foreign", expected: "a chunk of this queue", received: problem }],
  }) as const;

/** Sets aside all events of a chunk that isn't one of this queue. */
const refuse = (items: readonly Item[], problem: string): Handled => {
  const outcome = notOurs(problem);
  return {
    outcomes: items.map(() => outcome),
    setAside: items.map((item, index) => toReject(index, item, outcome)),
    remember: [],
    again: [],
    ids: [],
  };
};

const sizeOf = (lines: readonly Uint8Array[]): number => lines.reduce((sum, { length }) => sum + length, 0);

/**
 * Takes chunks from a queue and delivers their events, until it is stopped; resolves once each chunk is settled, or comes
 * again.
 */
export const consumeQueue = async (parts: ConsumeParts): Promise<void> => {
  const { queue, concurrency, handlerOf, room, observer, signal, onFatal } = parts;
  const tasks = createTasks(onFatal);

  const settle = async (chunk: ConsumedChunk, { leave }: ChunkHandler["dedupe"], handled: Handled): Promise<void> => {
    const { outcomes, setAside, again, remember, ids } = handled;
    try {
      if (outcomes.length === 0 && again.length > 0) chunk.release(returnMs);
      else await chunk.ack({ setAside, again, remember });
      observer.onSettled(handled, chunk);
    } catch (error) {
      if (!isQueueError(error)) throw error;
      observer.onReturned?.(error, handled, chunk);
      // A stream is gone: until an operator makes it, the chunk would come again and again, to any process, and its events be
      // delivered each time. What is refused, such as by a missing permission, comes to this process, which knows them.
      if (error.code === "foreign") throw error;
    } finally {
      leave(ids);
    }
  };
  const handle = async (chunk: ConsumedChunk, bytes: number): Promise<void> => {
    const { source, lines, problem } = chunk;
    const handler = handlerOf(source);
    const handled =
      problem === undefined ? await handleChunk(lines.map(toItem), handler) : refuse(lines.map(toItem), problem);
    await settle(chunk, handler.dedupe, handled);
    room.leave(lines.length, bytes);
  };
  const begin = (chunk: ConsumedChunk): void => {
    const bytes = sizeOf(chunk.lines);
    observer.onTaken?.(chunk);
    room.enter(chunk.lines.length, bytes);
    tasks.begin(handle(chunk, bytes));
  };

  for await (const chunk of queue.consume({ signal, concurrency })) {
    begin(chunk);
    await room.available();
    // Requests have a turn between chunks.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  await tasks.ended();
};
