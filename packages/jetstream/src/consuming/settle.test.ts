import type { Msg } from "@nats-io/transport-node";
import type { JetStreamPublishOptions } from "@nats-io/jetstream";
import { expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/open-connection.ts";
import type { Settlement } from "../queue.ts";
import { QueueError, type QueueErrorCode } from "../queue-error.ts";
import { rejectOf } from "../testing/test-queues.ts";
import type { QueueTrouble } from "../trouble.ts";
import type { DecodedBatch } from "../wire/batch.ts";
import { toNames } from "../wire/names.ts";
import { settle } from "./settle.ts";

const message: Msg = JSON.parse("{}");
const delivered = { message, reply: "reply", count: 1, sequence: 7, storedAt: "9" };
const lines = ["a", "b", "c"].map((text) => Buffer.from(text));
const batch = { source: "webhook", partition: 0, lines, receivedAt: 1, attempt: 2 };

/** What a broker doesn't do: a step, so often. */
interface Refusal {
  readonly step: string;
  readonly code?: QueueErrorCode;
  readonly times?: number;
}

/** A clock on which each wait is over at once. */
const createClock = (): Clock => {
  let now = 0;
  return {
    now: () => now,
    after: (ms, callback) => {
      now += ms;
      queueMicrotask(callback);
      return () => undefined;
    },
  };
};

/** Settles with a broker that does all but one step; returns what it got in its order, and the ids of messages. */
const settleWith = async (
  settlement: Settlement,
  { step: refused, code = "refused", times = Infinity }: Partial<Refusal> = {},
  given: Partial<DecodedBatch> = {},
) => {
  const steps: string[] = [];
  const kinds: string[] = [];
  const published: (string | undefined)[] = [];
  const clock = createClock();
  let refusals = 0;
  const take = async (step: string): Promise<void> => {
    await Promise.resolve();
    if (step === refused && (refusals += 1) <= times) throw new QueueError(code, "No.");
    steps.push(step);
  };
  const publish = async (subject: string, body: Uint8Array, options: Partial<JetStreamPublishOptions>) => {
    await take(`${subject} ${Buffer.from(body).toString()}`);
    published.push(options.msgID, options.headers?.get("attempt"));
    return { seq: 1 };
  };
  const client = {
    isClosed: () => false,
    publish: (_reply: string, text: string) => void steps.push(text),
    request: async (_reply: string, text: string) => take(text),
  };
  const connection: Connection = Object.assign(JSON.parse("{}"), {
    client,
    stream: { publish },
    clock,
    ask: async (work: () => Promise<unknown>) => work(),
    isConnected: () => true,
    isClustered: () => false,
    maxPayload: () => 1_000_000,
  });
  const context = {
    connection,
    names: toNames("s"),
    holdMs: 60_000,
    onTrouble: ({ kind }: QueueTrouble) => void kinds.push(kind),
    onRedelivered: () => undefined,
  };
  const held = { delivered, batch: { ...batch, ...given } };
  const outcome = await settle(context, held, settlement).catch((error: unknown) => error);
  return { steps, published, outcome, kinds, passedMs: clock.now() };
};

const names = toNames("s");
const again = `${names.batchSubject("webhook", 0)} c\na`;
const aside = `${names.rejectSubject("webhook")} b`;
const settlement = { setAside: [rejectOf("id-1", "b", 1)], again: [2, 0, 2] };

it("a message is confirmed last: its events are set aside, or published again once each, before", async () => {
  const { steps, outcome } = await settleWith(settlement);
  expect([steps, outcome]).toEqual([["+WPI", aside, "+WPI", again, "+ACK"], undefined]);
  expect((await settleWith({})).steps).toEqual(["+WPI", "+WPI", "+ACK"]);
});

it.each([
  [aside, ["+WPI"]],
  [again, ["+WPI", aside, "+WPI"]],
  ["+ACK", ["+WPI", aside, "+WPI", again]],
])("a message isn't settled when the broker refuses %j", async (refused, done) => {
  const { steps, outcome } = await settleWith(settlement, { step: refused });
  expect([steps, outcome]).toEqual([done, expect.objectContaining({ code: "refused" })]);
});

it("what is published again counts its attempts, and has an id by which the broker knows it when that is repeated", async () => {
  const [first, repeated, other] = [
    await settleWith({ again: [0] }),
    await settleWith({ again: [0] }),
    await settleWith({ again: [1] }),
  ].map(({ published }) => published);
  expect(first).toEqual([expect.stringMatching(/\.again\.7\.9\.2\./), "3"]);
  expect(repeated).toEqual(first);
  expect(other?.[0]).not.toBe(first?.[0]);
});

it.each(["unavailable", "full"] as const)("what can't be published for a while is tried again: %s", async (code) => {
  const { steps, outcome } = await settleWith(settlement, { step: again, code, times: 3 });
  expect([steps, outcome]).toEqual([["+WPI", aside, "+WPI", again, "+ACK"], undefined]);
  const ended = await settleWith(settlement, { step: again, code });
  expect([ended.outcome, ended.passedMs]).toEqual([expect.objectContaining({ code }), 30_000]);
});

it("events that there is no room for are published again, after a while and without the others", async () => {
  const { steps, outcome, kinds, passedMs } = await settleWith(settlement, { step: aside, code: "full" });
  expect([steps, outcome]).toEqual([["+WPI", "+WPI", `${again}\nb`, "+ACK"], undefined]);
  expect([kinds, passedMs]).toEqual([["rejects-full"], 2_000]);
});

it("a message of another program isn't settled while there is no room for it", async () => {
  const { steps, outcome, kinds } = await settleWith(
    settlement,
    { step: aside, code: "full" },
    { problem: "no batch" },
  );
  expect([steps, outcome, kinds]).toEqual([["+WPI"], expect.objectContaining({ code: "full" }), []]);
});

it("nothing is published again of an event that the message doesn't have", async () => {
  expect((await settleWith({ again: [3] })).steps).toEqual(["+WPI", "+WPI", "+ACK"]);
});
