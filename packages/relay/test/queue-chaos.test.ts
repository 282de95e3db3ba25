import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { inspectQueueStreams } from "@email-events/jetstream";
import { natsServer, startBrokers, type Brokers } from "@email-events/jetstream/testing";
import type { Fault, Sandbox } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildCli } from "../src/testing/build-cli.ts";
import { chaosMap, startChaosSources } from "../src/testing/chaos-sources.ts";
import { secrets, startDeliver, startIngest, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { createTestQueue } from "../src/testing/test-queue.ts";

/** `QUEUE_KILLS=100` is the long mode: so many leaders are killed, and a fifth as many processes. */
const leaderKills = Number(process.env["QUEUE_KILLS"] ?? 3);
const processKills = Math.max(3, Math.floor(leaderKills / 5));
/** Of each source. */
const perRound = 100;
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
  // To count them takes no time, unlike to read thousands of them every few milliseconds.
  const isAll = (): boolean => api.received().accepted >= expected.length && missing().length === 0;
  await until(isAll, "all are delivered", 90_000).catch(async (error: unknown) => {
    throw new Error(`${String(error)} ${missing().length} are missing. ${await describeState()}`, { cause: error });
  });
  expect([...new Set(idsAt(api))].toSorted()).toEqual(expected);
  return idsAt(api).length - expected.length;
};

/** A source of each kind, as `ingest` processes read them: the streams have servers of their own. */
const startSources = async (seed: number, kills: number) => {
  const sources = await startChaosSources({ rounds: kills + 1, perRound, seed });
  const { airship, compliance, webhook } = sources;
  const all = Object.values(sources);
  return {
    airship: airship.argv,
    compliance: compliance.argv,
    webhook: webhook.argv,
    send: (round: number): void => {
      for (const { send } of all) send(round);
    },
    ids: all.flatMap(({ ids }) => ids).toSorted(),
    confirmed: async (): Promise<void> => void (await Promise.all(all.map(({ confirmed }) => confirmed()))),
  };
};

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
    const [sources, api, queue] = await Promise.all([
      startSources(51, leaderKills),
      startApi(),
      createTestQueue(brokers, 3),
    ]);
    // They start while leaders are killed.
    const options = [...queue.options, "--connect-timeout=2m"];
    const ingests = [
      startIngest([...sources.airship, ...sources.webhook, ...options]),
      startIngest([...sources.compliance, ...options]),
    ];
    const to = [...options, `--to=${api.url}`, "--hold=2s", chaosMap];
    const workers = [startDeliver([...to, "--ops-listen=127.0.0.1:0"]), startDeliver(to)];
    for (let kill = 0; kill < leaderKills; kill += 1) {
      sources.send(kill);
      await killLeader(queue.stream);
    }
    sources.send(leaderKills);
    const describeState = async (): Promise<string> =>
      [JSON.stringify(await queue.queue.status()), ...[...ingests, ...workers].map(({ err }) => err())].join("\n");
    const repeated = await untilDelivered(api, sources.ids, describeState);
    await sources.confirmed();
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
    await annotate(
      `${leaderKills} leaders killed: ${redelivered}; ${repeated} of ${sources.ids.length} events came again`,
    );
    const ended = await Promise.all([...ingests, ...workers].map(({ stop }) => stop()));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
  });

  it("loses nothing while processes are killed", { timeout: timeoutMs }, async ({ annotate }) => {
    const [sources, api, queue, folder] = await Promise.all([
      startSources(52, processKills),
      startApi(),
      createTestQueue(brokers, 3),
      temporaryFolder(),
    ]);
    const cli = await buildCli(folder);
    const start = (argv: readonly string[]): ChildProcess => {
      const child = spawn(process.execPath, [cli, ...argv, ...queue.options], {
        stdio: "ignore",
        env: { ...process.env, ...secrets },
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      return child;
    };
    const ingest = (partition: string, ...argv: readonly string[]): readonly string[] => [
      "ingest",
      ...sources.airship,
      `--airship-partition=${partition}`,
      ...argv,
    ];
    const deliver = ["deliver", `--to=${api.url}`, "--hold=1s", "--concurrency=2", chaosMap];
    const roles = [
      ingest("0/2", ...sources.webhook),
      deliver,
      ingest("1/2"),
      deliver,
      ["ingest", ...sources.compliance],
      deliver,
    ];
    const children = roles.map(start);
    for (let kill = 0; kill < processKills; kill += 1) {
      sources.send(kill);
      const [found, target] = [api.received().accepted, Math.floor(Math.random() * roles.length)];
      // From in the middle of what was pushed up to after it.
      await until(() => api.received().accepted > found, "something is delivered", 60_000);
      const role = roles[kill < 2 ? kill : target] ?? deliver;
      const at = roles.indexOf(role);
      const exited = once(children[at] ?? start(role), "exit");
      children[at]?.kill("SIGKILL");
      await exited;
      children[at] = start(role);
    }
    sources.send(processKills);
    const describeState = async (): Promise<string> => JSON.stringify(await queue.queue.status());
    const repeated = await untilDelivered(api, sources.ids, describeState);
    await sources.confirmed();
    await annotate(`${processKills} processes killed: ${repeated} of ${sources.ids.length} events came again`);
    await until(async () => {
      const { pending, held } = await queue.queue.status();
      return pending + held === 0;
    }, "the queue is empty");
  });
});
