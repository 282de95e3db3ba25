import { expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { createPublisher } from "./publisher.ts";

const event = { event_id: "c-1", timestamp: "1773042072000" };

it("an event counts for the lag once the queue has it", async () => {
  const happened: (number | undefined)[] = [];
  const answers = [Promise.reject(new Error("no leader")), Promise.resolve()];
  const publisher = createPublisher({
    queue: { maxLineBytes: 1_000, publish: () => answers.shift() ?? Promise.resolve() },
    source: "webhook",
    partition: 0,
    clock: createManualClock(),
    status: { happened: (at) => void happened.push(at) },
    attempt: (work) => work(),
  });
  const add = (): Promise<unknown> => {
    const added = publisher.add([Buffer.from(JSON.stringify(event))], 0);
    publisher.flush();
    return added;
  };
  await expect(add()).rejects.toThrow("no leader");
  expect(happened).toEqual([]);
  await add();
  expect(happened).toEqual([1_773_042_072_000]);
});
