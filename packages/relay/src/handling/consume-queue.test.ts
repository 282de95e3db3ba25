import { setImmediate } from "node:timers/promises";
import type { DeliveryOutcome } from "@email-events/core";
import { describe, expect, it } from "vitest";
import type { ConsumedChunk } from "../queue/queue.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { events } from "../testing/run-relay.ts";
import { consumeQueue } from "./consume-queue.ts";
import { createDedupe } from "./dedupe.ts";
import { createPayloadJudge, toItem } from "./judge-payloads.ts";

const judge = createPayloadJudge("airship");
const lines = events
  .map((event) => Buffer.from(JSON.stringify(event)))
  .filter((line) => judge([toItem(line)])[0]?.step.status === "valid")
  .slice(0, 2);
const [first = Buffer.of(), second = Buffer.of()] = lines;
const delivered: DeliveryOutcome = { status: "delivered" };
const undelivered: DeliveryOutcome = { status: "undelivered", reason: "ended" };

/** Takes a chunk of two events from a queue as often as there are outcomes of both; returns all that happened. */
const consume = async (
  outcomes: readonly (readonly DeliveryOutcome[])[],
  given: Partial<ConsumedChunk> = {},
): Promise<readonly unknown[]> => {
  const did: unknown[] = [];
  const left = [...outcomes];
  const dedupe = createDedupe(() => new Set());
  const chunk: ConsumedChunk = {
    source: "airship",
    partition: 0,
    lines,
    receivedAt: 0,
    attempt: 1,
    working: () => undefined,
    ack: async ({ setAside = [], again = [], remember = [] } = {}) => {
      // The loop has ended by then.
      await setImmediate();
      await setImmediate();
      did.push(["ack", setAside.map(({ status, reason }) => `${status}: ${reason}`), again, remember.length]);
    },
    release: (delayMs) => void did.push(["release", delayMs]),
    ...given,
  };
  await consumeQueue({
    queue: {
      consume: async function* () {
        for (const _ of outcomes) yield chunk;
      },
    },
    concurrency: 1,
    handlerOf: (source) => ({
      source,
      judge,
      dedupe,
      deliver: async (sent) => {
        did.push(["deliver", sent.length]);
        return left.shift() ?? [];
      },
      onNotes: () => undefined,
    }),
    room: {
      enter: (...sizes) => void did.push(["enter", ...sizes]),
      leave: (...sizes) => void did.push(["leave", ...sizes]),
      available: async () => void did.push("available"),
      giveUp: () => undefined,
    },
    observer: {
      onTaken: () => void did.push("taken"),
      onSettled: (handled) => void did.push(["settled", handled.outcomes.length]),
      onReturned: (error, handled) => void did.push(["returned", error, handled.outcomes.length]),
    },
    signal: new AbortController().signal,
    onFatal: (error) => void did.push(["fatal", error]),
  });
  return did;
};

const refuseWith = (problem: Error) => async (): Promise<void> => {
  throw problem;
};

const size = [2, first.length + second.length];

describe("a chunk of a queue", () => {
  it("is settled with the outcomes of its events, and leaves its room", async () => {
    expect(await consume([[delivered, { status: "rejected", reason: "bad" }]])).toEqual([
      "taken",
      ["enter", ...size],
      ["deliver", 2],
      "available",
      ["ack", ["rejected: bad"], [], 1],
      ["settled", 2],
      ["leave", ...size],
    ]);
  });

  it("is settled with the events to deliver again, where others have their outcome", async () => {
    expect(await consume([[undelivered, delivered]])).toContainEqual(["ack", [], [0], 1]);
  });

  it("is released for a second where none has an outcome", async () => {
    const did = await consume([[undelivered, undelivered]]);
    expect(did.slice(-3)).toEqual([
      ["release", 1_000],
      ["settled", 0],
      ["leave", ...size],
    ]);
  });

  it("is settled although it has no events", async () => {
    expect(await consume([[]], { lines: [] })).toContainEqual(["ack", [], [], 0]);
  });

  it("that isn't one of the queue is set aside with the problem, and isn't delivered", async () => {
    const did = await consume([[]], { problem: "no batch" });
    const reason = "invalid: expected a chunk of this queue, received no batch";
    expect(did).toContainEqual(["ack", [reason, reason], [], 0]);
    expect(did).not.toContainEqual(["deliver", 2]);
  });

  it.each(["unavailable", "refused", "full"] as const)("may come again when it can't be settled: %s", async (code) => {
    const error = new StoreQueueError(code, "no");
    const did = await consume([[delivered, delivered]], { ack: refuseWith(error) });
    expect(did.slice(-2)).toEqual([
      ["returned", error, 2],
      ["leave", ...size],
    ]);
  });

  it.each([
    [new StoreQueueError("foreign", "The stream is gone."), true],
    [new TypeError("a defect"), false],
  ])("ends the process where settling can't work: %s", async (error, isReturned) => {
    const did = await consume([[delivered, delivered]], { ack: refuseWith(error) });
    expect(did.filter((one) => Array.isArray(one) && /returned|fatal/.test(String(one[0])))).toEqual([
      ...(isReturned ? [["returned", error, 2]] : []),
      ["fatal", error],
    ]);
  });

  it("is no duplicate of itself when it comes again", async () => {
    const did = await consume([
      [undelivered, undelivered],
      [delivered, delivered],
    ]);
    expect(did).toContainEqual(["ack", [], [], 2]);
  });
});
