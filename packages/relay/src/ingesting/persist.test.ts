import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { createPersist } from "./persist.ts";
import { createQueueTrouble } from "./queue-trouble.ts";

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const open = () => {
  const clock = createManualClock();
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const status = createRunStatus({ note: print, trouble: print }, clock);
  const [stop, abandon] = [new AbortController(), new AbortController()];
  const trouble = createQueueTrouble(status);
  const signals = { stop: stop.signal, abandon: abandon.signal };
  const persist = createPersist({ clock, random: () => 1, status, trouble, ...signals });
  return { clock, lines, status, stop, abandon, persist };
};

const unavailable = new StoreQueueError("unavailable", "No leader.");

/** Fails with an error so many times. */
const failing = (times: number, error: Error) => {
  let tries = 0;
  const work = async (): Promise<void> => {
    tries += 1;
    if (tries <= times) throw error;
  };
  return { work, tries: () => tries };
};

describe("what a queue doesn't take for now", () => {
  it("is tried again after pauses that double up to five seconds, until it is taken", async () => {
    const { clock, lines, status, persist } = open();
    const { work, tries } = failing(8, unavailable);
    const done = persist(work);
    const pauses: (number | undefined)[] = [];
    for (let failure = 1; failure <= 8; failure += 1) {
      await turn();
      pauses.push(clock.waits()[0]);
      expect(status.troubles().get("queue")).toBe("No leader.");
      clock.advance(clock.waits()[0] ?? 0);
    }
    await expect(done).resolves.toBe(true);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
    expect([tries(), status.counts().retries]).toEqual([9, 8]);
    expect(lines).toEqual(["queue: No leader.", "queue: recovered"]);
  });

  it("is trouble until all of it is taken, whatever else is", async () => {
    const { clock, lines, status, persist } = open();
    const [first, second] = [failing(1, unavailable), failing(2, unavailable)];
    const done = [persist(first.work), persist(second.work)];
    await turn();
    await persist(failing(0, unavailable).work);
    clock.advance(250);
    await done[0];
    expect(status.troubles().get("queue")).toBe("No leader.");
    clock.advance(500);
    await done[1];
    expect(lines).toEqual(["queue: No leader.", "queue: recovered"]);
  });

  it("takes one listener of each signal, however much waits", async () => {
    const { clock, stop, abandon, persist } = open();
    const done = Array.from({ length: 20 }, () => persist(failing(1, unavailable).work));
    await turn();
    const listeners = [stop, abandon].map(({ signal }) => getEventListeners(signal, "abort").length);
    expect([listeners, clock.waits().length]).toEqual([[1, 1], 20]);
    clock.advance(250);
    await Promise.all(done);
  });

  it("is left to the next run once this one is stopped", async () => {
    const { clock, stop, persist } = open();
    const { work, tries } = failing(9, unavailable);
    const done = persist(work);
    await turn();
    stop.abort();
    await expect(done).resolves.toBe(false);
    expect([tries(), clock.waits()]).toEqual([1, []]);
    // What was read before the stop has one try.
    await expect(persist(failing(0, unavailable).work)).resolves.toBe(true);
    await expect(persist(failing(1, unavailable).work)).resolves.toBe(false);
  });

  it("isn't waited for once the run is abandoned, also while the queue doesn't answer", async () => {
    const { abandon, persist } = open();
    const done = persist(() => new Promise(() => undefined));
    abandon.abort();
    await expect(done).resolves.toBe(false);
    const { work, tries } = failing(0, unavailable);
    await expect(persist(work)).resolves.toBe(false);
    expect(tries()).toBe(0);
  });
});

it.each(["fenced", "refused", "foreign"] as const)("what is %s isn't tried again", async (code) => {
  const { persist } = open();
  const error = new StoreQueueError(code, "no");
  await expect(persist(failing(1, error).work)).rejects.toBe(error);
});
