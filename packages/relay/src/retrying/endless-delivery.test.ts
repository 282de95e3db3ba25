import { setImmediate } from "node:timers/promises";
import type { OutgoingEvent } from "../destination/outgoing-event.ts";
import { describe, expect, it } from "vitest";
import type { Destination } from "../destination/destination.ts";
import type { SendOutcome } from "../destination/send-outcome.ts";
import { outgoingOf } from "../testing/outgoing-of.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { until } from "../testing/start-run.ts";
import { startEndlessDelivery } from "./endless-delivery.ts";
import { createRunStatus } from "../lifecycle/status.ts";

const eventOf = (id: number): OutgoingEvent =>
  outgoingOf({
    type: "track",
    event: "Email Opened",
    userId: "u-1",
    messageId: `m-${id}`,
    properties: { email_id: "e-1" },
  });
const eventsOf = (count: number): readonly OutgoingEvent[] => Array.from({ length: count }, (_, id) => eventOf(id));

/** The outcome of an event whose delivery ended before. */
const noOutcome = { status: "undelivered", reason: "the delivery ended before" };

type Outcome = SendOutcome<OutgoingEvent>;

/** Puts all chunks that are there at a time into one, as the client does with its requests. */
async function* pack(chunks: Parameters<Destination["sendChunks"]>[0]): AsyncGenerator<readonly OutgoingEvent[]> {
  const source = chunks[Symbol.asyncIterator]();
  let packed: OutgoingEvent[] = [];
  for (let next = source.next(); ;) {
    const given = await (packed.length === 0 ? next : Promise.race([next, setImmediate(undefined)]));
    if (given?.done === false) {
      packed.push(...given.value);
      next = source.next();
      continue;
    }
    if (packed.length > 0) yield packed;
    if (given?.done === true) return;
    packed = [];
  }
}

/** The outcome of an event of a chunk, or those that come for it. */
type Answer = (event: OutgoingEvent, chunk: readonly OutgoingEvent[]) => Outcome | readonly Outcome[];

interface Surroundings {
  readonly stopped?: () => string | undefined;
  readonly problemOf?: (opened: number) => string | undefined;
  readonly random?: () => number;
  readonly abandoning?: AbortController;
}

/** A destination that answers at once, and ends early where an event got no outcome. */
const startDelivery = async (answer: Answer, surroundings: Surroundings = {}) => {
  const { stopped = () => undefined, problemOf = () => undefined, random = () => 0 } = surroundings;
  const clock = createManualClock();
  const lines: string[] = [];
  const sent: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const status = createRunStatus({ note: print, trouble: print });
  const [stopping, abandoning] = [new AbortController(), surroundings.abandoning ?? new AbortController()];
  let [opened, sessions, closed] = [0, 0, 0];
  const open = async (): Promise<Destination> => {
    opened += 1;
    const problem = problemOf(opened);
    if (problem !== undefined) throw new Error(problem);
    return {
      async *sendChunks(chunks) {
        sessions += 1;
        for await (const events of pack(chunks)) {
          sent.push(...events.map(({ messageId }) => messageId));
          const answers = events.map((event) => answer(event, events));
          yield answers.flat();
          if (answers.some((one) => Array.isArray(one) && one.length === 0)) return;
        }
      },
      inFlight: () => 0,
      trouble: () => undefined,
      stopped,
      close: async () => {
        await setImmediate();
        closed += 1;
      },
    };
  };
  const errors: unknown[] = [];
  const onFatal = (error: unknown): void => void errors.push(error);
  const parts = { open, clock, status, stop: stopping.signal, abandon: abandoning.signal, onFatal };
  const delivery = await startEndlessDelivery({ ...parts, random });
  const [stop, abandon] = [() => stopping.abort(), () => abandoning.abort()];
  const counts = () => ({ opened, sessions, closed });
  return { delivery, clock, lines, sent, status, counts, stop, abandon, errors };
};

const undelivered: Answer = (event) => ({ status: "undelivered", reason: "HTTP 503", event });

describe("an endless delivery", () => {
  it("gives one outcome per event in their order, whoever handed them over", async () => {
    const answer: Answer = (event) =>
      event.messageId === "m-1" ? { status: "rejected", reason: "bad", event } : { status: "delivered", event };
    const { delivery, counts } = await startDelivery(answer);
    const [one, two] = await Promise.all([delivery.deliver(eventsOf(3)), delivery.deliver([eventOf(7)])]);
    expect(one.map(({ status }) => status)).toEqual(["delivered", "rejected", "delivered"]);
    expect(two.map(({ status }) => status)).toEqual(["delivered"]);
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    // It waits for more, rather than asking again and again.
    expect(counts()).toEqual({ opened: 1, sessions: 1, closed: 0 });
    await delivery.close();
  });

  it("tells who watches when more events are wanted", async () => {
    const { delivery } = await startDelivery((event) => ({ status: "delivered", event }));
    const wanted: boolean[] = [];
    delivery.demand.watch(() => wanted.push(delivery.demand.isThere()));
    const outcomes = delivery.deliver(eventsOf(100));
    expect(delivery.demand.isThere()).toBe(false);
    await outcomes;
    expect(wanted).toEqual([true]);
    await delivery.close();
  });

  it("delivers what waits before it is closed, and closes the destination", async () => {
    let isDown = true;
    const answer: Answer = (event) =>
      isDown ? { status: "undelivered", reason: "HTTP 503", event } : { status: "delivered", event };
    const { delivery, clock, status, counts } = await startDelivery(answer);
    const outcomes = delivery.deliver(eventsOf(3));
    await until(() => status.pausedBy() !== undefined, "it is paused");
    const closed = delivery.close();
    isDown = false;
    clock.advance(60_000);
    expect(await outcomes).toEqual(Array.from({ length: 3 }, () => ({ status: "delivered" })));
    await closed;
    expect(counts().closed).toBe(1);
  });

  it("sends what came back again, a single event first, under the same ids", async () => {
    let isDown = true;
    const answer: Answer = (event) =>
      isDown ? { status: "undelivered", reason: "HTTP 503", event } : { status: "delivered", event };
    const { delivery, clock, lines, sent, status } = await startDelivery(answer);
    const outcomes = delivery.deliver(eventsOf(3));
    await until(() => status.pausedBy() !== undefined, "it is paused");
    expect(sent).toEqual(["m-0", "m-1", "m-2"]);
    for (const pauseMs of [500, 1_000, 2_000]) {
      await until(() => clock.waits()[0] === pauseMs, `it pauses for ${pauseMs} ms`);
      clock.advance(pauseMs);
    }
    await until(() => sent.length === 6, "a single event was tried thrice");
    isDown = false;
    await until(() => clock.waits()[0] === 4_000, "it pauses again");
    clock.advance(4_000);
    expect(await outcomes).toEqual(Array.from({ length: 3 }, () => ({ status: "delivered" })));
    expect(lines).toEqual(["destination: HTTP 503", "destination: recovered"]);
    expect(status.pausedBy()).toBeUndefined();
    // The next outage is a new one: all that waits is sent at once, and the first pause is the shortest.
    isDown = true;
    const later = delivery.deliver(eventsOf(2));
    await until(() => clock.waits()[0] === 500, "it pauses for 500 ms");
    expect(sent.slice(-2)).toEqual(["m-0", "m-1"]);
    isDown = false;
    clock.advance(500);
    await later;
    await delivery.close();
  });

  it("pauses for any time between half of a doubling limit and the limit, which is 60 s at most", async () => {
    const { delivery, clock, abandon } = await startDelivery(undelivered, { random: () => 0.5 });
    const outcomes = delivery.deliver(eventsOf(1));
    for (const pauseMs of [750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]) {
      await until(() => clock.waits()[0] === pauseMs, `it pauses for ${pauseMs} ms`);
      clock.advance(pauseMs);
    }
    abandon();
    await outcomes;
    await delivery.close();
  });

  it.each([
    ["the first", 0],
    ["one in the middle", 37],
    ["the last", 63],
  ])("delivers half of a chunk with each retry, where %s is never accepted", async (_place, never) => {
    const delivered = new Set<string>();
    const answer: Answer = (event, chunk) => {
      if (chunk.some(({ messageId }) => messageId === `m-${never}`))
        return { status: "undelivered", reason: "HTTP 403", event };
      delivered.add(event.messageId);
      return { status: "delivered", event };
    };
    const { delivery, clock, sent, abandon } = await startDelivery(answer);
    const outcomes = delivery.deliver(eventsOf(64));
    for (let retries = 0; delivered.size < 63; retries += 1) {
      expect(retries).toBeLessThan(10);
      await until(() => clock.waits().length > 0, "it is paused");
      clock.advance(60_000);
    }
    expect(sent.filter((id) => id === "m-1").length).toBeLessThan(4);
    abandon();
    expect(new Set((await outcomes).map(({ status }, id) => `${status} ${id === never}`))).toEqual(
      new Set(["delivered false", "undelivered true"]),
    );
    await delivery.close();
  });

  it.each([[["m-1"]], [["m-1", "m-3"]]])(
    "sends %j again without an outcome, and counts no outcome twice",
    async (ids) => {
      const twice = new Set(ids);
      const isSecond = new Set<string>();
      const answer: Answer = (event) => {
        const isFirst = !isSecond.has(event.messageId);
        isSecond.add(event.messageId);
        if (twice.has(event.messageId) && isFirst) return [];
        return [
          { status: "delivered", event },
          { status: "rejected", reason: "again", event },
        ];
      };
      const { delivery, clock, sent } = await startDelivery(answer);
      const outcomes = delivery.deliver(eventsOf(5));
      await until(() => clock.waits().length > 0, "it is paused");
      clock.advance(60_000);
      expect(await outcomes).toEqual(Array.from({ length: 5 }, () => ({ status: "delivered" })));
      expect(sent).toEqual(["m-0", "m-1", "m-2", "m-3", "m-4", ...ids]);
      await delivery.close();
    },
  );

  it("says why it can't be opened again while that is so, and not why the client before was refused", async () => {
    let isRefused = true;
    const answer: Answer = (event) =>
      isRefused ? { status: "undelivered", reason: "HTTP 401", event } : { status: "delivered", event };
    const stopped = () => (isRefused ? "refused" : undefined);
    const problemOf = (opened: number) => (opened === 2 || opened === 3 ? "the file is empty" : undefined);
    const { delivery, clock, counts, sent, status } = await startDelivery(answer, { stopped, problemOf });
    const outcomes = delivery.deliver(eventsOf(1));
    const reasons: unknown[] = [];
    for (const times of [1, 2, 3]) {
      await until(() => counts().opened === times && clock.waits()[0] === 60_000, "it is paused");
      reasons.push(status.pausedBy());
      if (times === 3) isRefused = false;
      clock.advance(60_000);
    }
    expect(await outcomes).toEqual([{ status: "delivered" }]);
    expect([reasons, sent]).toEqual([
      ["HTTP 401", "the file is empty", "the file is empty"],
      ["m-0", "m-0"],
    ]);
    await delivery.close();
  });

  it("tries a refused write key every 60 s, with a new client", async () => {
    let isRefused = true;
    const answer: Answer = (event) =>
      isRefused ? { status: "undelivered", reason: "HTTP 401", event } : { status: "delivered", event };
    const stopped = () => (isRefused ? "refused" : undefined);
    const { delivery, clock, counts } = await startDelivery(answer, { stopped });
    const outcomes = delivery.deliver(eventsOf(2));
    for (const times of [1, 2, 3]) {
      await until(() => clock.waits()[0] === 60_000, "it is paused");
      expect(counts().opened).toBe(times);
      isRefused = times < 3;
      clock.advance(60_000);
    }
    expect((await outcomes).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    await delivery.close();
    expect(counts()).toMatchObject({ opened: 4, closed: 4 });
  });

  it("goes on with the others while one event always comes back", async () => {
    const answer: Answer = (event) =>
      event.messageId === "m-0" ? { status: "undelivered", reason: "HTTP 404", event } : { status: "delivered", event };
    const { delivery, clock, abandon } = await startDelivery(answer);
    const stuck = delivery.deliver([eventOf(0)]);
    const done = new AbortController();
    const others = delivery.deliver([eventOf(1), eventOf(2)]).then(() => done.abort());
    for (let round = 0; round < 6 && !done.signal.aborted; round += 1) {
      await until(() => done.signal.aborted || clock.waits().length > 0, "it pauses");
      clock.advance(60_000);
    }
    await others;
    abandon();
    await expect(stuck).resolves.toEqual([noOutcome]);
    await delivery.close();
  });

  it("returns what is in flight as undelivered when it is abandoned, also while it pauses", async () => {
    const { delivery, status, abandon } = await startDelivery(undelivered);
    const outcomes = delivery.deliver(eventsOf(2));
    await until(() => status.pausedBy() !== undefined, "it is paused");
    abandon();
    await expect(outcomes).resolves.toEqual([noOutcome, noOutcome]);
    await expect(delivery.deliver(eventsOf(1))).resolves.toEqual([noOutcome]);
    await delivery.close();
  });

  it("waits for nothing when it is stopped while it is paused, and says so", async () => {
    const { delivery, clock, lines, status, stop } = await startDelivery(undelivered);
    const outcomes = delivery.deliver(eventsOf(2));
    await until(() => status.pausedBy() !== undefined, "it is paused");
    stop();
    await expect(outcomes).resolves.toEqual([noOutcome, noOutcome]);
    await expect(delivery.deliver(eventsOf(1))).resolves.toEqual([noOutcome]);
    await delivery.close();
    expect([lines.at(-1), clock.waits()]).toEqual([expect.stringContaining("left to the next run"), []]);
  });

  it("waits for nothing when it would have to pause after it was stopped", async () => {
    const { delivery, stop } = await startDelivery(undelivered);
    stop();
    await expect(delivery.deliver(eventsOf(2))).resolves.toEqual([noOutcome, noOutcome]);
    await delivery.close();
  });

  it.each(["stop", "abandon"] as const)("keeps the outcomes that it has at %s", async (how) => {
    const answer: Answer = (event) => {
      if (event.messageId === "m-0") return { status: "undelivered", reason: "HTTP 503", event };
      return event.messageId === "m-1" ? { status: "delivered", event } : { status: "rejected", reason: "bad", event };
    };
    const { delivery, status, ...ends } = await startDelivery(answer);
    const outcomes = delivery.deliver(eventsOf(3));
    await until(() => status.pausedBy() !== undefined, "it is paused");
    ends[how]();
    await expect(outcomes).resolves.toEqual([
      noOutcome,
      { status: "delivered" },
      { status: "rejected", reason: "bad" },
    ]);
    await delivery.close();
  });

  it("delivers nothing when it was abandoned before", async () => {
    const abandoning = new AbortController();
    abandoning.abort();
    const { delivery, sent } = await startDelivery((event) => ({ status: "delivered", event }), { abandoning });
    await expect(delivery.deliver(eventsOf(2))).resolves.toEqual([noOutcome, noOutcome]);
    await delivery.close();
    expect(sent).toEqual([]);
  });

  it("delivers what it has when it is stopped while the destination works", async () => {
    const { delivery, lines, stop } = await startDelivery((event) => ({ status: "delivered", event }));
    stop();
    expect(await delivery.deliver(eventsOf(2))).toEqual([{ status: "delivered" }, { status: "delivered" }]);
    await delivery.close();
    expect(lines).toEqual([]);
  });

  it("ends with an error that nobody expects, and leaves nobody waiting", async () => {
    const defect = new TypeError("a defect");
    const { delivery, errors } = await startDelivery(() => {
      throw defect;
    });
    expect(await delivery.deliver(eventsOf(2))).toEqual([noOutcome, noOutcome]);
    expect(errors).toEqual([defect]);
    expect(await delivery.deliver([eventOf(3)])).toEqual([noOutcome]);
    await delivery.close();
  });
});
