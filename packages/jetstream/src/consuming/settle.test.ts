import type { Msg } from "@nats-io/transport-node";
import type { JetStreamPublishOptions } from "@nats-io/jetstream";
import { expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import type { Connection } from "../connection/open-connection.ts";
import type { Settlement } from "../queue.ts";
import { QueueError } from "../queue-error.ts";
import { rejectOf } from "../testing/test-queues.ts";
import { toNames } from "../wire/names.ts";
import { settle } from "./settle.ts";

const message: Msg = JSON.parse("{}");
const delivered = { message, reply: "reply", count: 1, sequence: 7, storedAt: "9" };
const lines = ["a", "b", "c"].map((text) => Buffer.from(text));
const batch = { source: "webhook", partition: 0, lines, receivedAt: 1, attempt: 2 };

/** Settles with a broker that does all but `refused`; returns what it got in its order, and the ids of messages. */
const settleWith = async (settlement: Settlement, refused?: string) => {
  const steps: string[] = [];
  const published: (string | undefined)[] = [];
  const take = async (step: string): Promise<void> => {
    await Promise.resolve();
    if (step === refused) throw new QueueError("refused", "No.");
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
    clock: systemClock,
    ask: async (work: () => Promise<unknown>) => work(),
    isConnected: () => true,
    isClustered: () => false,
    maxPayload: () => 1_000_000,
  });
  const nothing = (): void => undefined;
  const context = { connection, names: toNames("s"), holdMs: 60_000, onTrouble: nothing, onRedelivered: nothing };
  const outcome = await settle(context, { delivered, batch }, settlement).catch((error: unknown) => error);
  return { steps, published, outcome };
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
  const { steps, outcome } = await settleWith(settlement, refused);
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
