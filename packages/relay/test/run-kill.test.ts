import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createAirshipStreamSandbox,
  createBulkTrackingSender,
  createSandbox,
  generateAirshipEvents,
  generateBulkTrackingEvents,
  type BulkTrackingSender,
  type Fault,
  type Sandbox,
  type StreamFault,
} from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildCli } from "../src/testing/build-cli.ts";
import { complianceBounces } from "../src/testing/compliance-bounces.ts";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { freePort } from "../src/testing/free-port.ts";
import { secrets, until } from "../src/testing/start-run.ts";

/** Kills in all; `RUN_KILLS=200` is the long mode. */
const kills = Number(process.env["RUN_KILLS"] ?? 20);
const killsPerSource = Math.ceil(kills / 3);
const eventsPerKill = 60;

let folder = "";
let cli = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-kill-"));
  cli = await buildCli(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** A destination in trouble: some requests fail, before or after it stored the events. */
const faults: readonly (Fault | undefined)[] = [
  undefined,
  { status: 500 },
  undefined,
  { reset: "after" },
  { status: 429, headers: { "Retry-After": "0" } },
  { reset: "before" },
  undefined,
  { delayMs: 20 },
];

const startApi = async (): Promise<Sandbox> => {
  const api = await createSandbox({
    keep: 100_000,
    writeKey: secrets.PIPELINES_WRITE_KEY,
    respond: ({ number }) => faults[number % faults.length],
  });
  onTestFinished(() => api.close());
  return api;
};

const distinctIds = (api: Sandbox): readonly string[] =>
  [...new Set(api.events().map(({ messageId }) => String(messageId)))].toSorted();

/** What each child has written. */
const logs = new WeakMap<ChildProcess, () => string>();

/** Waits until a child has delivered everything. A request without an answer is given up after 30 s. */
const untilDelivered = async (child: ChildProcess, isDelivered: () => boolean): Promise<void> => {
  const state = (): string => `exit code ${String(child.exitCode)}, ${logs.get(child)?.().slice(-2_000) ?? ""}`;
  await until(isDelivered, "all events are delivered", 60_000).catch((error: unknown) => {
    throw new Error(`${String(error)} ${state()}`, { cause: error });
  });
};

const start = (argv: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [cli, "run", ...argv], {
    stdio: ["ignore", "ignore", "pipe"],
    // The package manager's own search path would hide a dependency that isn't found.
    env: { ...process.env, ...secrets, NODE_PATH: "" },
  });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => void (log += text));
  logs.set(child, () => log);
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

/** Kills a child and starts it again, each time at a random moment. */
const killAgainAndAgain = async (argv: readonly string[], onRound: (round: number) => void): Promise<ChildProcess> => {
  for (let round = 0; round < killsPerSource; round += 1) {
    const child = start(argv);
    const exited = once(child, "exit");
    onRound(round);
    // From before the program has started up to long after it has sent something.
    await new Promise((resolve) => void setTimeout(resolve, 150 + Math.random() * 450));
    child.kill("SIGKILL");
    await exited;
  }
  return start(argv);
};

/** Interrupts a child, and resolves to its exit code. */
const interrupt = async (child: ChildProcess): Promise<unknown> => {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const [exitCode] = await exited;
  return exitCode;
};

const timeoutMs = 100_000 + kills * 2_000;

// One after the other: `onTestFinished` would take the servers of one for those of the other.
describe("a run that is killed at random moments", () => {
  it.each(["airship", "compliance"] as const)("delivers every event of %s", { timeout: timeoutMs }, async (source) => {
    const count = eventsPerKill * (killsPerSource + 1);
    const events = source === "airship" ? [...generateAirshipEvents({ seed: 11, count })] : complianceBounces(count);
    const breaks: readonly (StreamFault | undefined)[] = [
      undefined,
      { break: "reset", afterEvents: 17 },
      undefined,
      { break: "fin", afterEvents: 5 },
      { status: 500 },
      { break: "cut-line", afterEvents: 30 },
    ];
    const stream = await createAirshipStreamSandbox({
      appKey: secrets.AIRSHIP_APP_KEY,
      token: secrets.AIRSHIP_TOKEN,
      masterSecret: secrets.AIRSHIP_MASTER_SECRET,
      keepAliveMs: 200,
      respond: ({ number }) => breaks[number % breaks.length],
    });
    onTestFinished(() => stream.close());
    const api = await startApi();
    const state = join(folder, `${source}.state`);
    const argv = [
      `--source=${source}`,
      "--map=airship.complianceBounce=map",
      `--airship-url=${stream.url}`,
      "--airship-start=earliest",
      `--to=${api.url}`,
      `--state=${state}`,
    ];
    const child = await killAgainAndAgain(
      argv,
      (round) => void stream.push(events.slice(round * eventsPerKill, (round + 1) * eventsPerKill)),
    );
    stream.push(events.slice(killsPerSource * eventsPerKill));
    const expected = deliverableIds(source, events, { airship: { complianceBounce: "map" } });
    await untilDelivered(child, () => distinctIds(api).length >= expected.length);
    await expect(interrupt(child)).resolves.toBe(0);
    expect(distinctIds(api)).toEqual(expected);
  });

  it("delivers every event that a webhook confirmed", { timeout: timeoutMs }, async () => {
    const count = eventsPerKill * (killsPerSource + 1);
    const events = [...generateBulkTrackingEvents({ seed: 12, count })];
    const api = await startApi();
    const port = await freePort();
    const argv = [
      "--source=webhook",
      `--webhook-listen=127.0.0.1:${port}`,
      `--to=${api.url}`,
      `--state=${join(folder, "webhook.state")}`,
    ];
    const sendRound = (round: number): BulkTrackingSender => {
      const sender = createBulkTrackingSender({
        url: `http://127.0.0.1:${port}/events`,
        events: events.slice(round * eventsPerKill, (round + 1) * eventsPerKill),
        headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
        batchSize: 7,
        retryDelayMs: 20,
        fault: ({ number }) => (["cut-rst", "lost-answer", "cut-fin"] as const)[number % 9],
      });
      onTestFinished(() => sender.close());
      return sender;
    };
    const senders: BulkTrackingSender[] = [];
    const child = await killAgainAndAgain(argv, (round) => void senders.push(sendRound(round)));
    senders.push(sendRound(killsPerSource));
    const reports = await Promise.all(senders.map(({ done }) => done));
    expect(reports.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBe(count);
    const expected = deliverableIds("webhook", events);
    await untilDelivered(child, () => distinctIds(api).length >= expected.length);
    await expect(interrupt(child)).resolves.toBe(0);
    expect(distinctIds(api)).toEqual(expected);
  });
});
