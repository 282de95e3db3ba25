import { expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/open-connection.ts";
import { createConsumerCheck } from "./consumer-check.ts";
import { QueueError } from "../queue-error.ts";
import { toNames } from "../wire/names.ts";

/** A check at a broker that fails with these codes in turn; `undefined` is an answer that there is no consumer. */
const create = (...codes: readonly (QueueError["code"] | undefined)[]) => {
  const left = [...codes];
  const pauses: number[] = [];
  const kinds: string[] = [];
  const clock: Clock = {
    now: () => 0,
    after: (ms, callback) => {
      pauses.push(ms);
      queueMicrotask(callback);
      return () => undefined;
    },
  };
  let isReading = false;
  const ask: Connection["ask"] = async () => {
    // What is missing is read, and then created.
    isReading = !isReading;
    const code = isReading ? left.shift() : undefined;
    if (code === undefined) return JSON.parse("{}").nothing;
    isReading = false;
    throw new QueueError(code, "The broker can't.");
  };
  const connection = { clock, ask } as Partial<Connection> as Connection;
  const context = { connection, names: toNames(), holdMs: 60_000, onRedelivered: () => undefined };
  const onTrouble = ({ kind }: { readonly kind: string }) => void kinds.push(kind);
  return { check: createConsumerCheck({ ...context, onTrouble }, new AbortController().signal), pauses, kinds };
};

it("a check of the consumer tells a failure that may pass once, and that it has passed", async () => {
  const { check, kinds } = create("unavailable", "unavailable", undefined, "unavailable", undefined);
  const due: boolean[] = [];
  for (let run = 0; run < 5; run += 1) {
    await check.run();
    due.push(check.isDue());
    check.doubt();
  }
  expect(due).toEqual([true, true, false, true, false]);
  expect(kinds).toEqual(["consume-failed", "consume-resumed", "consume-failed", "consumer-created", "consume-resumed"]);
});

it("a check waits longer after each in a row, until the broker works", async () => {
  const { check, pauses } = create(...Array.from({ length: 9 }, () => "unavailable" as const));
  for (let run = 0; run < 7; run += 1) await check.run();
  expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  check.resetPause();
  await check.run();
  expect(pauses).toHaveLength(6);
  await check.run();
  expect(pauses.at(-1)).toBe(100);
});

it("a check throws what doesn't pass", async () => {
  const { check, kinds } = create("refused");
  await expect(check.run()).rejects.toMatchObject({ code: "refused" });
  expect(kinds).toEqual([]);
});
