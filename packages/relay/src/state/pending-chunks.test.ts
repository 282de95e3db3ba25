import type { EventStore } from "@email-events/store";
import { expect, it } from "vitest";
import { createPendingChunks } from "./pending-chunks.ts";

/** A store of so many events, numbered from 1, of which some are damaged. */
const storeOf = (atFirst: number, isDamaged: (number: number) => boolean) => {
  const asked: number[] = [];
  let count = atFirst;
  const pendingPage: EventStore["pendingPage"] = ({ after = 0, limit = count } = {}) => {
    asked.push(after);
    const numbers = Array.from(
      { length: Math.max(0, Math.min(limit, count - after)) },
      (_, index) => after + index + 1,
    );
    const events = numbers
      .filter((number) => !isDamaged(number))
      .map((number) => ({
        number,
        source: number % 2 === 0 ? "even" : "odd",
        payload: Buffer.alloc(1),
        receivedAt: 7,
      }));
    const next = numbers.length === limit ? numbers.at(-1) : undefined;
    return { events, damaged: numbers.filter(isDamaged), next };
  };
  return { pendingPage, asked, grow: (to: number) => void (count = to) };
};

it("each sound event comes once, in the order of its source, and those that are damaged are counted", () => {
  // The second page has nothing else.
  const isDamaged = (number: number): boolean => number === 2 || (number > 250 && number <= 500);
  const store = storeOf(600, isDamaged);
  let damaged = 0;
  const pending = createPendingChunks({ store, onDamaged: (count) => void (damaged += count) });
  const taken = new Map<string, number[]>();
  const take = (): boolean => {
    const chunk = pending.take();
    if (chunk === undefined) return false;
    expect(chunk).toMatchObject({ receivedAt: 7, attempts: 0, lines: { length: chunk.numbers.length } });
    taken.set(chunk.source, [...(taken.get(chunk.source) ?? []), ...chunk.numbers]);
    return true;
  };
  while (take());
  const sound = Array.from({ length: 600 }, (_, index) => index + 1).filter((number) => !isDamaged(number));
  expect(Object.fromEntries(taken)).toEqual({
    odd: sound.filter((number) => number % 2 === 1),
    even: sound.filter((number) => number % 2 === 0),
  });
  expect(damaged).toBe(251);
  // All are in memory now: what is stored from here on isn't read back.
  const [pages, chunk] = [store.asked.length, { source: "odd", lines: [], numbers: [601], receivedAt: 8, attempts: 0 }];
  pending.stored(chunk);
  expect([pending.take(), pending.take(), store.asked.length]).toEqual([chunk, undefined, pages]);
});

it("what is too much for the memory is read back, and nothing that was in it", () => {
  const store = storeOf(0, () => false);
  const pending = createPendingChunks({ store, onDamaged: () => undefined });
  expect(pending.take()).toBeUndefined();
  store.grow(4_001);
  const lines = Array.from({ length: 4_000 }, () => Buffer.alloc(1));
  const chunk = { source: "odd", lines, numbers: lines.map((_, index) => index + 1), receivedAt: 8, attempts: 0 };
  pending.stored(chunk);
  pending.stored({ ...chunk, lines: [Buffer.alloc(1)], numbers: [4_001] });
  expect(pending.take()).toBe(chunk);
  expect(pending.take()?.numbers).toEqual([4_001]);
  expect(pending.take()).toBeUndefined();
});
