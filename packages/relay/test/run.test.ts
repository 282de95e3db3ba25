import { join } from "node:path";
import { createBulkTrackingSender, generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";

describe("email-events run", () => {
  it("delivers a stream, and goes on behind it after a restart", async () => {
    const [stream, api, folder] = await Promise.all([startStream(), startSandbox(), temporaryFolder()]);
    const events = [...generateAirshipEvents({ seed: 3, count: 400 })];
    stream.push(events.slice(0, 300));
    const argv = ["--source=airship", `--airship-url=${stream.url}`, `--to=${api.url}`, `--state=${join(folder, "s")}`];
    const first = startRun([...argv, "--airship-start=earliest"]);
    const ids = () => api.events().map(({ messageId }) => messageId);
    const expected = deliverableIds("airship", events.slice(0, 300));
    await until(() => ids().length >= expected.length, "the stream is delivered");
    const one = await first.stop();
    expect(one).toMatchObject({ exitCode: 0, report: { invalid: 0, rejected: 0, undelivered: 0 } });
    expect(one.report).toMatchObject({ delivered: api.received().accepted });

    stream.push(events.slice(300));
    const second = startRun(argv);
    const all = deliverableIds("airship", events);
    await until(() => ids().length >= all.length, "the rest is delivered");
    const two = await second.stop();
    expect(two).toMatchObject({ exitCode: 0, report: { rejected: 0 } });
    // An event that is skipped may come last, and be read only by the second run.
    expect(Number(one.report?.["received"]) + Number(two.report?.["received"])).toBeGreaterThan(390);
    expect(stream.requests().at(-1)?.resumeOffset).toBeDefined();
    expect(ids().map(String).toSorted()).toEqual(all);
  });

  it("delivers what a webhook confirmed", async () => {
    const [api, folder] = await Promise.all([startSandbox(), temporaryFolder()]);
    const run = startRun([
      "--source=webhook",
      "--webhook-listen=127.0.0.1:0",
      `--to=${api.url}`,
      `--state=${join(folder, "s")}`,
    ]);
    const url = await run.webhook();
    const events = [...generateBulkTrackingEvents({ seed: 3, count: 300 })];
    const sender = createBulkTrackingSender({
      url: `${url}/any/path`,
      events,
      headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
    });
    await expect(sender.done).resolves.toMatchObject({ confirmed: 300 });
    await until(() => api.received().accepted === 300, "all are delivered");
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0, report: { received: 300, delivered: 300 } });
  });

  it("delivers each event of many requests at a time once, also those that a slow destination leaves in the state", async () => {
    const [api, folder] = await Promise.all([startSandbox({ respond: () => ({ delayMs: 10 }) }), temporaryFolder()]);
    const run = startRun([
      "--source=webhook",
      "--webhook-listen=127.0.0.1:0",
      `--to=${api.url}`,
      `--state=${join(folder, "s")}`,
    ]);
    const url = await run.webhook();
    const events = [...generateBulkTrackingEvents({ seed: 4, count: 2_000 })];
    const senders = Array.from({ length: 8 }, (_, index) =>
      createBulkTrackingSender({
        url,
        events: events.slice(index * 250, (index + 1) * 250),
        headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
        batchSize: 250,
      }),
    );
    await Promise.all(senders.map(({ done }) => done));
    await until(() => api.received().accepted >= 2_000, "all are delivered");
    const { exitCode, report } = await run.stop();
    expect([exitCode, report]).toMatchObject([0, { received: 2_000, delivered: 2_000 }]);
    expect(api.received().accepted).toBe(2_000);
  });
});
