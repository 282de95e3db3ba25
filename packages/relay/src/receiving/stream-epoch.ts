import type { EventOutcome } from "@email-events/core";
import { createWatermark, type StreamChunk, type StreamItem, type Ticket } from "@email-events/airship-stream";

import type { Item } from "../reading/item.ts";
import type { Committer } from "../state/committer.ts";
import { handleChunk, type ChunkHandler, type Handled } from "../handling/handle-chunk.ts";
import { toItem } from "../handling/judge-payloads.ts";
import type { JoinedChange, Share } from "../state/merge-changes.ts";
import type { Room } from "../handling/room.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import { setNewAside } from "../state/stored-rejects.ts";
import { createTasks } from "../handling/tasks.ts";

/** What the chunks of a stream are handled with. */
export interface EpochParts {
  readonly handler: ChunkHandler;
  readonly committer: Committer;
  readonly room: Room;
  readonly status: RunStatus;
  readonly now: () => number;
  /** Called when an operator changed the offset meanwhile. */
  readonly onRefusedOffset: () => void;
  /** Called with what must not happen. */
  readonly onFatal: (error: unknown) => void;
}

/** The chunks of a stream since it was begun at an offset. */
export interface StreamEpoch {
  /** Handles a chunk; resolves once there is room for the next one. */
  readonly take: (chunk: StreamChunk) => Promise<void>;
  /** From here on no offset is stored. */
  readonly end: () => void;
  /**
   * Resolves once everything that was taken is settled, or the delivery has ended. Then the events come again from the
   * offset, without those that were delivered.
   */
  readonly settled: () => Promise<void>;
}

interface Open {
  readonly offset: string | undefined;
  readonly events: number;
  readonly bytes: number;
  readonly receivedAt: number;
  handled?: Handled;
}

const toStreamItem = (item: StreamItem): Item =>
  item.status === "line"
    ? toItem(item.bytes)
    : { kind: "too-large", line: 0, sizeBytes: item.sizeBytes, head: Buffer.from(item.head) };

const sizeOf = (item: StreamItem): number => (item.status === "line" ? item.bytes.length : item.head.length);

const toChange = (source: string, entry: Open): JoinedChange => ({
  rememberUnseen: entry.handled?.remember ?? [],
  setAside: entry.handled?.setAside.map(setNewAside(source, entry.receivedAt)) ?? [],
});

const isDelivered = ({ status }: EventOutcome): boolean => status === "delivered";

/**
 * Begins an epoch.
 *
 * Chunks settle in any order, and are stored in stream order, each together with its offset, so that an event is set
 * aside only once, even after a kill.
 */
export const beginEpoch = (offset: string | undefined, parts: EpochParts): StreamEpoch => {
  const { handler, committer, room, status, now } = parts;
  const watermark = createWatermark(offset);
  const open: Open[] = [];
  const tasks = createTasks(parts.onFatal);
  let isEnded = false;
  let stored = offset;
  let isBegun = offset !== undefined;

  const onStored = ({ events, bytes, handled }: Open, { refusedOffsets }: Share): void => {
    if (handled !== undefined) {
      status.settle(handled.outcomes);
      handler.dedupe.leave(handled.ids);
    }
    room.leave(events, bytes);
    if (isEnded) return;
    if (refusedOffsets.includes(handler.source)) return parts.onRefusedOffset();
    if (!isBegun && stored !== undefined) {
      isBegun = true;
      status.note(`${handler.source}: the first offset is stored; a restart continues from there`);
    }
  };
  /** Stores a chunk with its offset. Each is a change of its own, so that a state with little room takes the first ones. */
  const storeChunk = (entry: Open): void => {
    const { offset: next } = entry;
    const isMoved = !isEnded && next !== undefined && next !== stored;
    if (isMoved) stored = next;
    const change = toChange(handler.source, entry);
    committer.add({ ...change, ...(isMoved && { offsets: { [handler.source]: next } }) }, (committed) =>
      onStored(entry, committed),
    );
  };
  /** Stores all chunks that are settled up to the first that isn't. */
  const store = (): void => {
    for (const entry of open.splice(0, open.length - watermark.pending())) storeChunk(entry);
  };
  /**
   * Stores which events were delivered behind the offset. Those that were set aside aren't stored: they come again, and
   * are set aside then.
   */
  const storeDelivered = (): void => {
    const left = open.splice(0);
    const rememberUnseen = left.flatMap(({ handled }) => handled?.remember ?? []);
    if (rememberUnseen.length === 0) return;
    const outcomes = left.flatMap(({ handled }) => handled?.outcomes.filter(isDelivered) ?? []);
    committer.add({ rememberUnseen }, () => status.settle(outcomes));
  };
  const enter = ({ items, offset: next }: StreamChunk): Open => {
    const receivedAt = now();
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    const entry: Open = { offset: next, events: items.length, bytes, receivedAt };
    open.push(entry);
    room.enter(entry.events, entry.bytes);
    status.receive(entry.events);
    return entry;
  };
  /** Settles a chunk. The chunk itself isn't a parameter, because its lines would stay in memory until then. */
  const settle = async (entry: Open, ticket: Ticket, handling: Promise<Handled>): Promise<void> => {
    const handled = await handling;
    entry.handled = handled;
    if (handled.again.length > 0) return;
    status.happened(handled.happenedAt, now());
    watermark.settle(ticket);
    store();
  };

  return {
    take: (chunk) => {
      const entry = enter(chunk);
      const ticket = watermark.enter(chunk.offset);
      tasks.begin(settle(entry, ticket, handleChunk(chunk.items.map(toStreamItem), handler)));
      return room.available();
    },
    end: () => void (isEnded = true),
    settled: async () => {
      await tasks.ended();
      storeDelivered();
    },
  };
};
