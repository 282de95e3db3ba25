import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { inspectQueueStreams } from "@email-events/jetstream";
import { natsServer, startBrokers, type Brokers } from "@email-events/jetstream/testing";
import { generateAirshipEvents, type Fault, type Sandbox } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildCli } from "../src/testing/build-cli.ts";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { secrets, startDeliver, startIngest, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { startStream } from "../src/testing/start-stream.ts";
import { createTestQueue } from "../src/testing/test-queue.ts";

/** `QUEUE_KILLS=100` is the long mode: so many leaders are killed, and a fifth as many processes. */
const leaderKills = Number(process.env["QUEUE_KILLS"] ?? 3);
const processKills = Math.max(3, Math.floor(leaderKills / 5));
const eventsPerKill = 200;
const timeoutMs = 120_000 + leaderKills * 20_000;

/** A destination in trouble: some requests fail, before or after it stored the events. */
const faults: readonly (Fault | undefined)[] = [
  undefined,
  { status: 500 },
  undefined,
  { reset: "after" },
  { status: 429, headers: { "Retry-After": "0" } },
  undefined,
];

const startApi = (): Promise<Sandbox> =>
  startSandbox({
    keep: 1_000_000,
    writeKey: secrets.PIPELINES_WRITE_KEY,
    respond: ({ number }) => faults[number % faults.length],
  });

const idsAt = (api: Sandbox): readonly string[] => api.events().map(({ messageId }) => String(messageId));

/** Waits until all events are delivered, and returns how many came more than once. If some don't come, it says how it stands. */
const untilDelivered = async (
  api: Sandbox,
  expected: readonly string[],
  describeState: () => Promise<string>,
): Promise<number> => {
  const missing = (): readonly string[] => {
    const found = new Set(idsAt(api));
    return expected.filter((id) => !found.has(id));
  };
  await until(() => missing().length === 0, "all are delivered", 90_000).catch(async (error: unknown) => {
    throw new Error(`${String(error)} ${missing().length} are missing. ${await describeState()}`, { cause: error });
  });
  expect([...new Set(idsAt(api))].toSorted()).toEqual(expected);
  return idsAt(api).length - expected.length;
};

const eventsOf = (seed: number, kills: number) =>
  [...generateAirshipEvents({ seed, count: eventsPerKill * (kills + 1) })].filter(
    ({ type }) => type !== "OFFSET_UPDATE",
  );

const airship = (url: string): readonly string[] => [
  "--source=airship",
  `--airship-url=${url}`,
  "--airship-start=earliest",
];

describe.skipIf(natsServer === undefined)("a queue of three replicas", () => {
  let brokers: Brokers;
  beforeAll(async () => {
    brokers = await startBrokers({ count: 3 });
  });
  afterAll(() => brokers.stop());

  /** The leader of the stream that has the batches; undefined unless all replicas follow it. */
  const findLeader = async (stream: string): Promise<string | undefined> => {
    try {
      const { streams } = await inspectQueueStreams({ servers: brokers.servers, stream, connectTimeoutMs: 2_000 });
      const isWhole = streams.every(
        ({ lagging, offline, isReady }) => isReady && lagging.length + offline.length === 0,
      );
      return isWhole ? streams[0]?.leader : undefined;
    } catch {
      return undefined;
    }
  };
  const killLeader = async (stream: string): Promise<void> => {
    let leader: string | undefined;
    await until(async () => (leader = await findLeader(stream)) !== undefined, "all replicas follow a leader", 60_000);
    const broker = brokers.brokers.find(({ name }) => name === leader);
    await broker?.kill();
    await broker?.start();
  };

  it("loses nothing while its leaders are killed", { timeout: timeoutMs }, async ({ annotate }) => {
    const [stream, api, queue] = await Promise.all([startStream(), startApi(), createTestQueue(brokers, 3)]);
    const events = eventsOf(51, leaderKills);
    const ingest = startIngest([...airship(stream.url), ...queue.options]);
    const to = [...queue.options, `--to=${api.url}`, "--hold=2s"];
    const workers = [startDeliver([...to, "--ops-listen=127.0.0.1:0"]), startDeliver(to)];
    const share = Math.ceil(events.length / (leaderKills + 1));
    for (let kill = 0; kill < leaderKills; kill += 1) {
      stream.push(events.slice(kill * share, (kill + 1) * share));
      await killLeader(queue.stream);
    }
    stream.push(events.slice(leaderKills * share));
    const describeState = async (): Promise<string> =>
      [JSON.stringify(await queue.queue.status()), ...[ingest, ...workers].map(({ err }) => err())].join("\n");
    const repeated = await untilDelivered(api, deliverableIds("airship", events), describeState);
    let redelivered: string | undefined;
    // The metrics leave a queue out that doesn't answer within 2 s, as one does while it elects a leader.
    await until(
      async () => {
        const metrics = await (await fetch(`${await workers[0]?.ops()}/metrics`)).text();
        redelivered = /^email_events_queue_redelivered_total \d+$/m.exec(metrics)?.[0];
        return redelivered !== undefined;
      },
      "the metrics count what came again",
      60_000,
    );
    await annotate(`${leaderKills} leaders killed: ${redelivered}; ${repeated} of ${events.length} events came again`);
    const ended = await Promise.all([ingest, ...workers].map(({ stop }) => stop()));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  });

  it("loses nothing while processes are killed", { timeout: timeoutMs }, async ({ annotate }) => {
    const [stream, api, queue, folder] = await Promise.all([
      startStream(),
      startApi(),
      createTestQueue(brokers, 3),
      temporaryFolder(),
    ]);
    const cli = await buildCli(folder);
    const events = eventsOf(52, processKills);
    const start = (argv: readonly string[]): ChildProcess => {
      const child = spawn(process.execPath, [cli, ...argv, ...queue.options], {
        stdio: "ignore",
        env: { ...process.env, ...secrets },
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      return child;
    };
    const ingest = (partition: string): readonly string[] => [
      "ingest",
      ...airship(stream.url),
      `--airship-partition=${partition}`,
    ];
    const deliver = ["deliver", `--to=${api.url}`, "--hold=1s", "--concurrency=2"];
    const roles = [ingest("0/2"), deliver, ingest("1/2"), deliver, deliver];
    const children = roles.map(start);
    const share = Math.ceil(events.length / (processKills + 1));
    for (let kill = 0; kill < processKills; kill += 1) {
      stream.push(events.slice(kill * share, (kill + 1) * share));
      const [found, target] = [idsAt(api).length, Math.floor(Math.random() * roles.length)];
      // From in the middle of what was pushed up to after it.
      await until(() => idsAt(api).length > found, "something is delivered", 60_000);
      const role = roles[kill < 2 ? kill : target] ?? deliver;
      const at = roles.indexOf(role);
      const exited = once(children[at] ?? start(role), "exit");
      children[at]?.kill("SIGKILL");
      await exited;
      children[at] = start(role);
    }
    stream.push(events.slice(processKills * share));
    const repeated = await untilDelivered(api, deliverableIds("airship", events), async () =>
      JSON.stringify(await queue.queue.status()),
    );
    await annotate(`${processKills} processes killed: ${repeated} of ${events.length} events came again`);
    await until(async () => {
      const { pending, held } = await queue.queue.status();
      return pending + held === 0;
    }, "the queue is empty");
  });
});
