import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outgoingOf } from "../testing/outgoing-of.ts";
import { createDeliveryQueue, Entry } from "./delivery-queue.ts";

const group = { entries: [], outcomes: [], left: 0, resolve: () => undefined };
const event = outgoingOf({ type: "track", event: "Email Opened", userId: "u-1", properties: { email_id: "e-1" } });
const entriesOf = (from: number, count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, at) => new Entry(event, from + at, group));

const session = fc.record({
  added: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
  takes: fc.array(fc.boolean(), { maxLength: 6 }),
  /** Which of the events that are out come back. */
  returns: fc.func(fc.boolean()),
});

describe("a delivery queue", () => {
  it("has each event once until it is settled, whatever comes back", () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 12 }), (sessions) => {
        const queue = createDeliveryQueue();
        const settled: number[] = [];
        let next = 0;
        const settle = (entry: Entry): void => {
          entry.isOut = false;
          settled.push(entry.index);
        };
        /** Takes something wherever it waits: a session would wait forever for what is never handed out. */
        const take = (isOne: boolean): readonly Entry[] => {
          const [isEmpty, size] = [queue.isEmpty(), queue.size()];
          const taken = queue.take(isOne);
          if (isOne) expect(taken).toHaveLength(isEmpty ? 0 : 1);
          else if (size > 0) expect(taken.length).toBeGreaterThan(0);
          return taken;
        };
        for (const { added, takes, returns } of sessions) {
          for (const count of added) queue.add(entriesOf((next += count) - count, count));
          const out = takes.flatMap(take);
          out.filter(({ index }) => !returns(index)).forEach(settle);
          queue.addAgain(out.filter(({ isOut }) => isOut));
        }
        while (!queue.isEmpty()) queue.take(false).forEach(settle);
        expect(settled.toSorted((one, other) => one - other)).toEqual(Array.from({ length: next }, (_, id) => id));
        expect([queue.size(), queue.take(false), queue.take(true)]).toEqual([0, [], []]);
      }),
      { numRuns: 100 },
    );
  });

  it("sends one chunk that came back at a time, and what is new meanwhile", () => {
    const queue = createDeliveryQueue();
    queue.add(entriesOf(0, 4));
    for (let failures = 0; failures < 2; failures += 1) queue.addAgain(queue.take(false));
    queue.add(entriesOf(4, 1));
    const indexes = () => queue.take(false).map(({ index }) => index);
    const half = queue.take(false);
    expect([half.map(({ index }) => index), indexes(), indexes()]).toEqual([[0, 1], [4], []]);
    for (const entry of half) entry.isOut = false;
    expect(indexes()).toEqual([2, 3]);
  });

  it("takes every other event that came back alone before one of them is taken again", () => {
    const queue = createDeliveryQueue();
    queue.add(entriesOf(0, 3));
    queue.addAgain(queue.take(false));
    const tries = Array.from({ length: 6 }, () => {
      const taken = queue.take(true);
      queue.addAgain(taken);
      return taken.map(({ index }) => index);
    });
    expect(tries).toEqual([[0], [1], [2], [0], [1], [2]]);
    queue.add(entriesOf(3, 2));
    expect([true, true, true].map((isOne) => queue.take(isOne)[0]?.index)).toEqual([3, 4, 0]);
  });
});
