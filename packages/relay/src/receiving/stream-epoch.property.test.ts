import type { Change, Committed } from "@email-events/store";
import { assert, asyncProperty, integer, shuffledSubarray } from "fast-check";
import { expect, it } from "vitest";
import { systemClock } from "../lifecycle/clock.ts";
import { createCommitter } from "../state/committer.ts";
import { createDedupe } from "../handling/dedupe.ts";
import type { ChunkHandler } from "../handling/handle-chunk.ts";
import { createRoom } from "../handling/room.ts";
import { createStateTrouble } from "../state/state-trouble.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { beginEpoch } from "./stream-epoch.ts";

const line = (id: string) => ({ status: "line", bytes: Buffer.from(`{"id":"${id}"}`) }) as const;

/** A state that only remembers what it was given. */
const createMemory = () => {
  const changes: Change[] = [];
  const commit = (change: Change): Committed => {
    changes.push(change);
    return { numbers: [], setAside: [], refusedOffsets: [] };
  };
  return { commit, changes };
};

/** Takes chunks of one event each, which settle in the given order, and checks the state after each of them. */
const settleInOrder = async (order: readonly number[]): Promise<void> => {
  const memory = createMemory();
  const settled = new Set<number>();
  const release = new Map<number, () => void>();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  let sent = 0;
  const handler: ChunkHandler = {
    source: "airship",
    onNotes: () => undefined,
    judge: (items) =>
      items.map((item) => ({
        item,
        step: {
          status: "valid",
          value: {
            type: "track",
            event: "Email Opened",
            userId: "u",
            messageId: String(item.kind === "whole" ? JSON.parse(item.bytes.toString()).id : ""),
            properties: { email_id: "e" },
          },
        },
      })),
    dedupe: createDedupe(() => new Set()),
    deliver: async (events) => {
      const index = sent;
      sent += 1;
      await new Promise<void>((resolve) => void release.set(index, resolve));
      return events.map((event) => ({ status: "delivered", event }));
    },
  };
  const signal = new AbortController().signal;
  const clock = { ...systemClock, after: (_ms: number, callback: () => void) => systemClock.after(0, callback) };
  const onFatal = (error: unknown): never => {
    throw error;
  };
  const trouble = createStateTrouble({ hasRoom: () => true }, status);
  const committer = createCommitter({ store: memory, clock, trouble, signal, onFatal });
  const epoch = beginEpoch(undefined, {
    handler,
    committer,
    status,
    onFatal,
    room: createRoom(),
    now: () => 0,
    onRefusedOffset: () => undefined,
  });
  for (const index of order.toSorted((one, other) => one - other)) {
    await epoch.take({ items: [line(`m-${index}`)], offset: String(index) });
  }
  for (const index of order) {
    settled.add(index);
    release.get(index)?.();
    await new Promise<void>((resolve) => void setImmediate(resolve));
    await committer.idle();
    const offsets = memory.changes.flatMap(({ offsets: given = {} }) => Object.values(given).map(Number));
    const firstOpen = order.toSorted((one, other) => one - other).find((one) => !settled.has(one)) ?? order.length;
    expect(offsets.at(-1) ?? -1).toBe(firstOpen - 1);
    const { received, delivered, pending } = status.report();
    expect([received, delivered + pending, delivered]).toEqual([order.length, order.length, firstOpen]);
  }
  await epoch.settled();
  const remembered = memory.changes.flatMap(({ rememberUnseen = [] }) => rememberUnseen);
  expect(remembered).toEqual(order.map((_, index) => `m-${index}`));
};

it("stores the offset below which all is settled, whatever the order, and each id once", async () => {
  const orders = integer({ min: 1, max: 7 }).chain((count) => {
    const indexes = Array.from({ length: count }, (_, index) => index);
    return shuffledSubarray(indexes, { minLength: count, maxLength: count });
  });
  await assert(asyncProperty(orders, settleInOrder), { numRuns: 40 });
});
