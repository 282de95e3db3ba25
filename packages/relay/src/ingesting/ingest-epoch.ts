import { createWatermark, type StreamChunk, type StreamItem } from "@email-events/airship-stream";
import type { Queue, Reject } from "../queue/queue.ts";
import { maxEventBytes } from "../handling/judge-payloads.ts";
import type { Room } from "../handling/room.ts";
import type { StreamName } from "../lifecycle/settings.ts";
import type { RunStatus } from "../lifecycle/status.ts";
import type { StreamEpoch } from "../receiving/stream-epoch.ts";
import { createTasks } from "../handling/tasks.ts";
import { tooLarge, toLargeReject, type LargeEvent } from "../handling/too-large.ts";
import type { Batcher } from "./batcher.ts";
import type { OffsetWriter } from "./offset-writer.ts";
import type { Persist } from "./persist.ts";

/** What the chunks of a stream are published with. */
export interface IngestEpochParts {
  readonly name: StreamName;
  readonly queue: Pick<Queue, "setAside" | "maxLineBytes">;
  readonly publisher: Batcher<boolean>;
  readonly persist: Persist;
  readonly offsets: OffsetWriter;
  readonly room: Room;
  readonly status: RunStatus;
  readonly now: () => number;
  /** Called with what isn't transient. */
  readonly onFatal: (error: unknown) => void;
}

/** The items of a chunk: lines, and events that are too large for one. */
interface Separated {
  readonly lines: readonly Uint8Array[];
  readonly large: readonly { readonly index: number; readonly event: LargeEvent }[];
  /** The longest line, in bytes. */
  readonly maxBytes: number;
}

const bytesOf = (item: StreamItem): Uint8Array => (item.status === "line" ? item.bytes : item.head);

const separate = (items: readonly StreamItem[], maxBytes: number): Separated => {
  const lines: Uint8Array[] = [];
  const large: { readonly index: number; readonly event: LargeEvent }[] = [];
  for (const [index, item] of items.entries()) {
    const isLine = item.status === "line";
    const bytes = bytesOf(item);
    if (isLine && bytes.length <= maxBytes) lines.push(bytes);
    else large.push({ index, event: { sizeBytes: isLine ? bytes.length : item.sizeBytes, bytes } });
  }
  return { lines, large, maxBytes };
};

/**
 * Begins an epoch of a stream whose chunks are published.
 *
 * Chunks are published in any order. The offset of a chunk is stored once all chunks before it are durable, so that after a
 * kill, events that aren't in the queue are read again.
 */
export const beginIngestEpoch = (offset: string | undefined, parts: IngestEpochParts): StreamEpoch => {
  const { name, queue, publisher, persist, offsets, room, status, now } = parts;
  const watermark = createWatermark(offset);
  const tasks = createTasks(parts.onFatal);
  let isEnded = false;
  let last = offset;

  const putOffset = (): void => {
    const next = watermark.committed();
    if (isEnded || next === undefined || next === last) return;
    last = next;
    offsets.put(next);
  };
  const setAside = (rejects: readonly Reject[]): Promise<boolean> => persist(() => queue.setAside(name, rejects));
  /** Resolves to what was kept where; `undefined` when the run ended before. */
  const keep = async (items: readonly StreamItem[], receivedAt: number): Promise<Separated | undefined> => {
    const separated = separate(items, Math.min(maxEventBytes, queue.maxLineBytes));
    const { lines, large, maxBytes } = separated;
    const rejects = large.map(({ index, event }) => toLargeReject(index, event, maxBytes));
    try {
      const kept = await Promise.all([publisher.add(lines, receivedAt), rejects.length === 0 || setAside(rejects)]);
      return kept.flat().every(Boolean) ? separated : undefined;
    } catch (error) {
      // The limit fell meanwhile: a batch with a longer line is refused, although the events of other chunks may be in it.
      if (queue.maxLineBytes < maxBytes) return keep(items, receivedAt);
      throw error;
    }
  };
  const handle = async ({ items, offset: behind }: StreamChunk): Promise<void> => {
    const receivedAt = now();
    const bytes = items.reduce((sum, item) => sum + bytesOf(item).length, 0);
    const ticket = watermark.enter(behind);
    room.enter(items.length, bytes);
    status.receive(items.length);
    const kept = await keep(items, receivedAt);
    if (kept === undefined) return;
    const { lines, large, maxBytes } = kept;
    status.publish(lines.length);
    status.settle(large.map(({ event }) => tooLarge(event, maxBytes)));
    room.leave(items.length, bytes);
    watermark.settle(ticket);
    putOffset();
  };

  return {
    take: async (chunk) => {
      tasks.begin(handle(chunk));
      await room.available();
    },
    end: () => void (isEnded = true),
    settled: async () => {
      publisher.flush();
      await tasks.ended();
      await offsets.idle();
    },
  };
};
