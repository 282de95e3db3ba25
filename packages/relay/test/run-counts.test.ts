import { join } from "node:path";
import { createBulkTrackingSender, generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { expect, it } from "vitest";
import type { RunReport } from "../src/lifecycle/status.ts";
import { startCellRun } from "../src/testing/fault-matrix/cell-run.ts";
import { createQuickClock } from "../src/testing/fault-matrix/quick-clock.ts";
import { freePort } from "../src/testing/free-port.ts";
import { runCommand } from "../src/testing/run-command.ts";
import { secrets, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { startStream } from "../src/testing/start-stream.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The counters that metrics are made of, which a restart alone may set back. */
const countersOf = ({ pending: _pending, skipped, ...counts }: RunReport): Readonly<Record<string, number>> => ({
  ...counts,
  ...skipped,
});

/** What doesn't hold of a report and of the one before it. */
const findFaults = (before: RunReport, now: RunReport): readonly string[] => {
  const { received, pending, delivered, skipped, unrecognized, invalid, rejected, undelivered } = now;
  const all = sum([pending, delivered, unrecognized, invalid, rejected, undelivered, ...Object.values(skipped)]);
  const later = countersOf(now);
  const fallen = Object.entries(countersOf(before)).filter(([name, count]) => (later[name] ?? 0) < count);
  return [
    ...(received === all ? [] : [`received ${received}, but ${all} together`]),
    ...(pending < 0 ? [`pending ${pending}`] : []),
    ...fallen.map(([name, count]) => `${name} fell from ${count} to ${later[name]}`),
  ];
};

it("counts add up at each moment and never fall: under load, in an outage, after retries and a changed offset", async () => {
  let isDown = false;
  const respond = () => (isDown ? { status: 503 } : undefined);
  const [stream, api, folder] = await Promise.all([startStream(), startSandbox({ respond }), temporaryFolder()]);
  const port = await freePort();
  const state = join(folder, "state");
  const [first = ""] = stream.push(generateAirshipEvents({ seed: 7, count: 200 }));
  const run = startCellRun(
    {
      sources: ["airship", "webhook"],
      to: api.url,
      state,
      airship: { server: { endpoint: stream.url }, start: "EARLIEST" },
      webhook: { host: "127.0.0.1", port },
      graceMs: 30_000,
      dedupe: 10_000,
      deadlineMs: 100,
      // About half of the webhook's events are older: the generator makes one a second, from the first of the year.
      mapperOptions: { "bulk-tracking": { plausibleTime: { from: "2026-01-01T00:00:50Z" } } },
    },
    createQuickClock(100),
  );
  const faults: string[] = [];
  let last = run.report();
  /** Looks at the counts in each turn of the event loop until a condition holds. */
  const look = async (condition: () => boolean, what: string): Promise<void> => {
    const see = (): boolean => {
      const now = run.report();
      faults.push(...findFaults(last, now));
      last = now;
      return condition();
    };
    let isSeen = false;
    const watch = (): void => void ((isSeen ||= see()) || setImmediate(watch));
    watch();
    await until(() => isSeen, what);
  };
  const headers = { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` };
  const send = (seed: number) =>
    createBulkTrackingSender({
      url: `http://127.0.0.1:${port}/`,
      events: generateBulkTrackingEvents({ seed, count: 100 }),
      batchSize: 20,
      headers,
      retryDelayMs: 20,
    }).done;

  // The same events twice at a time, of which each is one event.
  const sent = [send(1), send(1)];
  await look(() => last.delivered > 50, "events are delivered");
  isDown = true;
  sent.push(send(2));
  await look(() => run.warnings.some((line) => line.includes("can't be delivered")), "it is paused");
  isDown = false;
  await Promise.all(sent);
  await look(() => last.pending === 0, "all is settled");
  const { received, invalid } = last;
  expect(invalid).toBeGreaterThan(100);
  expect(invalid).toBeLessThan(200);
  await runCommand(["rejects", "retry", "--all", "--state", state]);
  await runCommand(["offset", "set", "airship", first, "--state", state]);
  // All of the stream behind its first event.
  const again = received - 3 * 100 - 1;
  await look(() => last.received === received + invalid + again, "events come again");
  await look(() => last.pending === 0, "all is settled again");
  expect(await run.stop()).toBe(0);
  expect(faults).toEqual([]);
  expect(last.invalid).toBeGreaterThan(invalid);
});
