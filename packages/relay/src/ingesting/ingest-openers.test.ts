import { emailFeedback } from "@email-events/airship-stream";
import { generateAirshipEvents } from "@email-events/sandbox";
import { expect, it, onTestFinished } from "vitest";
import type { OffsetPlace, Queue } from "../queue/queue.ts";
import { systemClock } from "../lifecycle/clock.ts";
import type { AirshipSettings } from "../lifecycle/settings.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createMemoryQueue } from "../testing/memory-queue.ts";
import { secrets, until } from "../testing/start-run.ts";
import { startStream } from "../testing/start-stream.ts";
import { createIngestOpeners } from "./ingest-openers.ts";

const unused: Pick<Queue, "holdMs" | "consume" | "status" | "close"> = {
  holdMs: 60_000,
  async *consume() {},
  status: () => Promise.reject(new Error("Nobody asks for it.")),
  close: async () => undefined,
};

/** Opens a stream with a queue that tells no offset so many times. */
const openStream = async (failures: number, more: Pick<AirshipSettings, "start" | "events"> = {}) => {
  const stream = await startStream();
  const { queue, texts, offsets } = createMemoryQueue();
  let tries = 0;
  const places: OffsetPlace[] = [];
  const claimOffset = async (place: OffsetPlace): Promise<string | undefined> => {
    places.push(place);
    tries += 1;
    if (tries <= failures) throw new StoreQueueError("unavailable", "No leader.");
    return offsets.at(-1);
  };
  const [stop, abandon] = [new AbortController(), new AbortController()];
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const openers = createIngestOpeners({
    queue: { ...queue, ...unused, claimOffset },
    clock: { ...systemClock, after: (_ms, callback) => systemClock.after(1, callback) },
    random: () => 0,
    status,
    stop: stop.signal,
    abandon: abandon.signal,
    onFatal: (error) => {
      throw error;
    },
  });
  onTestFinished(() => stop.abort());
  const source = openers.stream({
    name: "airship",
    settings: { server: { endpoint: stream.url }, ...more },
    appKey: secrets.AIRSHIP_APP_KEY,
    secret: () => secrets.AIRSHIP_TOKEN,
  });
  return { stream, source, texts, stop: () => stop.abort(), tries: () => tries, places, status };
};

it("an offset that can't be read while the queue has no leader is read again, until it is there", async () => {
  const { stream, source, texts, stop, tries } = await openStream(3, { start: "EARLIEST" });
  const running = (await source).run();
  stream.push([...generateAirshipEvents({ seed: 1, count: 20 })]);
  await until(() => texts().length > 0, "it publishes");
  expect(tries()).toBe(4);
  stop();
  await running;
});

it("a run that is stopped before the offset can be read ends without an error", async () => {
  const { source, stop, tries } = await openStream(Number.POSITIVE_INFINITY);
  await until(() => tries() > 2, "it tries");
  stop();
  await expect((await source).run()).resolves.toBeUndefined();
});

it("asks Airship for the events that are chosen, and an offset belongs to the choice", async () => {
  const claimed = [];
  for (const events of ["all", "email"] as const) {
    const { stream, source, stop, places } = await openStream(0, { start: "EARLIEST", events });
    const running = (await source).run();
    await until(() => stream.requests().length > 0, "it asks");
    expect(stream.requests()[0]?.filters).toEqual(events === "email" ? [emailFeedback] : undefined);
    claimed.push(places[0]?.identity);
    stop();
    await running;
  }
  expect(claimed[0]).not.toEqual(claimed[1]);
});
