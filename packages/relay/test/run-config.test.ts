import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createBulkTrackingSender, generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { startStream } from "../src/testing/start-stream.ts";

/** The samples of a metric, by their labels. */
const valuesOf = (metrics: string, name: string): readonly number[] =>
  [...metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "gm"))].map(([, value]) => Number(value));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe("a run with a configuration file", () => {
  it("reads what the file names, maps as it says, and serves health and metrics that add up", async () => {
    const [stream, api, folder] = await Promise.all([startStream(), startSandbox(), temporaryFolder()]);
    const events = [...generateAirshipEvents({ seed: 5, count: 300 })].filter(({ type }) => type !== "OFFSET_UPDATE");
    const total = events.length + 100;
    stream.push(events);
    const file = join(folder, "relay.yaml");
    await writeFile(
      file,
      `sources: [airship, webhook]
to: ${api.url}
state: ${join(folder, "never-used")}
airship: { url: "${stream.url}", start: earliest }
webhook: { listen: "127.0.0.1:0" }
ops: { listen: "127.0.0.1:0" }
map:
  airship: { opens: both }
`,
    );
    const map = "--map=airship.forward.delay=Email Delayed";
    const run = startRun([`--config=${file}`, `--state=${join(folder, "s")}`, map]);
    const url = await run.webhook();
    const sender = createBulkTrackingSender({
      url,
      events: generateBulkTrackingEvents({ seed: 5, count: 100 }),
      headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
    });
    await sender.done;
    const ops = await run.ops();
    const metricsOf = async (): Promise<string> => (await fetch(`${ops}/metrics`)).text();
    let metrics = "";
    await until(async () => {
      metrics = await metricsOf();
      return (
        sum(valuesOf(metrics, "email_events_received_total")) === total &&
        sum(valuesOf(metrics, "email_events_pending")) === 0
      );
    }, "all events are settled");

    const counted = ["delivered", "skipped", "unrecognized", "invalid", "rejected"].map((status) =>
      sum(valuesOf(metrics, `email_events_${status}_total`)),
    );
    expect(sum(counted)).toBe(total);
    expect((await fetch(`${ops}/healthz`)).status).toBe(200);
    expect((await fetch(`${ops}/readyz`)).status).toBe(200);
    // Without `opens: both`, which --map leaves as it is, all opens but the first ones are skipped.
    expect(metrics).not.toContain("counted-by-initial-open");

    const { exitCode, report, err } = await run.stop();
    expect([exitCode, report?.["received"], report?.["delivered"]]).toEqual([0, total, api.received().accepted]);
    const lines = err.trimEnd().split("\n");
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) });
    for (const secret of Object.values(secrets)) expect(err + metrics).not.toContain(secret);
  });

  it("isn't ready while the destination refuses, and says why", async () => {
    const folder = await temporaryFolder();
    const api = await startSandbox({ respond: () => ({ status: 503 }) });
    const run = startRun([
      "--source=webhook",
      "--webhook-listen=127.0.0.1:0",
      "--ops-listen=127.0.0.1:0",
      `--to=${api.url}`,
      `--state=${join(folder, "s")}`,
      "--grace=10ms",
      "--deadline=0.5",
    ]);
    const headers = { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` };
    const url = await run.webhook();
    await createBulkTrackingSender({ url, headers, events: generateBulkTrackingEvents({ count: 1 }) }).done;
    const ops = await run.ops();
    await until(async () => (await fetch(`${ops}/readyz`)).status === 503, "the run isn't ready");
    expect(await (await fetch(`${ops}/readyz`)).text()).toContain("503");
    expect((await fetch(`${ops}/healthz`)).status).toBe(200);
    expect((await run.stop()).exitCode).toBe(0);
  });

  it("ends with 2 for a file with problems, and names them all", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "relay.json");
    await writeFile(file, JSON.stringify({ sources: ["airshipp"], grace: "long", too: "eu" }));
    const { exitCode, err } = await startRun([`--config=${file}`]).ended();
    expect(exitCode).toBe(2);
    for (const part of ["sources", "grace", "too"]) expect(err).toContain(part);
  });
});
