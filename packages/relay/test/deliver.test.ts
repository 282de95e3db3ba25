import { natsServer, startBrokers, type Brokers } from "@email-events/jetstream/testing";
import { generateAirshipEvents, generateBulkTrackingEvents, type Sandbox } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishRaw } from "../src/testing/publish-raw.ts";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { secrets, startDeliver, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { createTestQueue } from "../src/testing/test-queue.ts";

const idsAt = (api: Sandbox): readonly string[] =>
  api
    .events()
    .map(({ messageId }) => String(messageId))
    .toSorted();

const airshipEvents = [...generateAirshipEvents({ seed: 31, count: 900 })];
const airshipIds = deliverableIds("airship", airshipEvents);
const click = {
  type: "click",
  event_id: "c-1",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
  url: "https://books.example.com/spring",
};

describe.skipIf(natsServer === undefined)("email-events deliver", () => {
  let brokers: Brokers;
  beforeAll(async () => {
    brokers = await startBrokers();
  });
  afterAll(() => brokers.stop());

  it("delivers events of all sources once, and sets aside what never can be delivered", async () => {
    const [{ options, publish, queue, operator }, api] = await Promise.all([createTestQueue(brokers), startSandbox()]);
    const bulk = [...generateBulkTrackingEvents({ seed: 32, count: 100 })];
    await publish("airship", [...airshipEvents.slice(0, 300), { type: "NOVEL" }]);
    await publish("webhook", [
      ...bulk,
      "no JSON",
      { ...click, message_id: `<${"x".repeat(40_000)}@books.example.com>` },
    ]);
    const deliver = startDeliver([...options, `--to=${api.url}`]);
    const expected = [
      ...deliverableIds("airship", airshipEvents.slice(0, 300)),
      ...deliverableIds("webhook", bulk),
    ].toSorted();
    await until(async () => {
      const { pending, held } = await queue.status();
      return pending + held === 0;
    }, "the queue is empty");
    const { exitCode, report, err } = await deliver.stop();
    expect(idsAt(api)).toEqual(expected);
    expect([exitCode, report]).toMatchObject([
      0,
      { received: 403, delivered: expected.length, unrecognized: 1, invalid: 1, rejected: 1, undelivered: 0 },
    ]);
    expect(report).not.toHaveProperty("pending");
    const { events } = await operator.list();
    expect(events.map(({ source, status }) => [source, status])).toEqual(
      expect.arrayContaining([
        ["airship", "unrecognized"],
        ["webhook", "invalid"],
        ["webhook", "rejected"],
      ]),
    );
    expect(events.find(({ status }) => status === "rejected")).toMatchObject({ id: "click:c-1" });
    expect(err).toContain("rejects list --nats URL");
  });

  it("sets aside bytes that aren't a chunk, and goes on", async () => {
    const [{ options, publish, queue, operator, stream }, api] = await Promise.all([
      createTestQueue(brokers),
      startSandbox(),
    ]);
    await publishRaw(brokers.servers[0] ?? "", `${stream}.batch.airship.0`, Buffer.from([0, 255, 10, 123]));
    await queue.publish({ source: "novel", partition: 0, lines: [Buffer.from("{}")], receivedAt: 1 });
    await publish("webhook", [click]);
    const deliver = startDeliver([...options, `--to=${api.url}`]);
    await until(() => idsAt(api).length === 1, "it goes on");
    await until(async () => (await operator.list()).events.length === 2, "both are set aside");
    const { events } = await operator.list();
    expect(
      events
        .map(({ source, reason }) => [source, reason])
        .toSorted(([one = ""], [other = ""]) => one.localeCompare(other)),
    ).toEqual([
      ["airship", expect.stringContaining("received a message without the header received-at")],
      ["novel", expect.stringContaining("a source other than airship, compliance, webhook")],
    ]);
    await until(async () => (await queue.status()).held === 0, "both are settled");
    await expect(deliver.stop()).resolves.toMatchObject({ exitCode: 0, report: { received: 3, invalid: 2 } });
  });

  it("leaves what isn't delivered at a stop to another process, which sends the rest and nothing twice", async () => {
    let taken = 0;
    let isBroken = true;
    const respond = () => {
      taken += 1;
      return isBroken && taken > 1 ? { status: 503 } : undefined;
    };
    const [{ options, publish, queue }, api] = await Promise.all([
      createTestQueue(brokers),
      startSandbox({ keep: 10_000, respond }),
    ]);
    // One chunk is more than a request to the API takes.
    await publish("airship", [...airshipEvents, ...generateAirshipEvents({ seed: 33, count: 900 })], 1_800);
    const expected = deliverableIds("airship", [...airshipEvents, ...generateAirshipEvents({ seed: 33, count: 900 })]);
    const first = startDeliver([...options, `--to=${api.url}`, "--deadline=0.1"]);
    await until(() => first.err().includes("can't be delivered within"), "it is paused");
    const one = await first.stop();
    const before = idsAt(api).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(expected.length);
    expect(one).toMatchObject({ exitCode: 0, report: { delivered: before } });
    await expect(queue.status()).resolves.toMatchObject({ held: 0 });
    isBroken = false;
    const second = startDeliver([...options, `--to=${api.url}`]);
    await until(() => idsAt(api).length >= expected.length, "all are delivered");
    await expect(second.stop()).resolves.toMatchObject({
      exitCode: 0,
      report: { delivered: expected.length - before },
    });
    expect(idsAt(api)).toEqual(expected);
  });

  it("ends with 5 when its grace is over, and its chunks come again", async () => {
    const down = await startSandbox({ respond: () => ({ status: 503 }) });
    // Another one: the last request may still be on its way when the process has ended, and an API that recovered then would
    // accept it.
    const [{ options, publish }, api] = await Promise.all([createTestQueue(brokers), startSandbox()]);
    await publish("airship", airshipEvents.slice(0, 100), 50);
    const first = startDeliver([...options, `--to=${down.url}`, "--grace=50ms"]);
    await until(() => first.err().includes("HTTP 503"), "it has tried");
    const expected = deliverableIds("airship", airshipEvents.slice(0, 100));
    await expect(first.stop()).resolves.toMatchObject({
      exitCode: 5,
      report: { delivered: 0, pending: expected.length },
    });
    const second = startDeliver([...options, `--to=${api.url}`]);
    await until(() => idsAt(api).length >= expected.length, "all are delivered");
    await expect(second.stop()).resolves.toMatchObject({ exitCode: 0 });
    expect(idsAt(api)).toEqual(expected);
  });

  it("ends with 0 when it holds nothing, also without a grace", async () => {
    const { options } = await createTestQueue(brokers);
    const deliver = startDeliver([...options, "--to=sandbox", "--grace=0ms"]);
    await until(() => deliver.err().includes("one replica"), "it has begun");
    await expect(deliver.stop()).resolves.toMatchObject({ exitCode: 0, report: { received: 0 } });
  });

  it("keeps its chunks while the API is away for longer than they are held", async () => {
    let isDown = true;
    let probes = 0;
    const respond = () => {
      if (!isDown) return undefined;
      probes += 1;
      return { status: 503 };
    };
    const [{ options, publish, queue }, api] = await Promise.all([createTestQueue(brokers), startSandbox({ respond })]);
    await publish("airship", airshipEvents.slice(0, 100), 50);
    const deliver = startDeliver([...options, `--to=${api.url}`, "--hold=1s", "--deadline=0.05"]);
    const other = startDeliver([...options, `--to=${api.url}`, "--hold=1s", "--deadline=0.05", "--concurrency=1"]);
    const startedAt = performance.now();
    await until(() => probes > 4 && performance.now() - startedAt > 2_500, "it was held twice as long");
    isDown = false;
    const expected = deliverableIds("airship", airshipEvents.slice(0, 100));
    await until(() => idsAt(api).length >= expected.length, "all are delivered", 20_000);
    await until(async () => (await queue.status()).held === 0, "all are settled");
    const ended = await Promise.all([deliver.stop(), other.stop()]);
    expect(ended.map(({ report }) => Number(report?.["received"])).reduce((sum, one) => sum + one)).toBe(100);
    expect(idsAt(api)).toEqual(expected);
  });

  it("shares a queue with other processes", async () => {
    const [{ options, publish, queue }, api] = await Promise.all([
      createTestQueue(brokers),
      startSandbox({ keep: 10_000 }),
    ]);
    const all = [1, 2, 3].map(() => startDeliver([...options, `--to=${api.url}`, "--concurrency=1"]));
    await publish("airship", airshipEvents, 20);
    await until(() => idsAt(api).length >= airshipIds.length, "all are delivered");
    const ended = await Promise.all(all.map(({ stop }) => stop()));
    expect(idsAt(api)).toEqual(airshipIds);
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    for (const { report } of ended) expect(report?.["received"]).toBeGreaterThan(0);
    await expect(queue.status()).resolves.toMatchObject({ pending: 0, held: 0 });
  });

  it("says in metrics and health how the queue is, and goes on by itself when the broker is back", async () => {
    const own = await startBrokers();
    const [{ options, publish }, api] = await Promise.all([createTestQueue(own), startSandbox()]);
    const deliver = startDeliver([...options, `--to=${api.url}`, "--ops-listen=127.0.0.1:0"]);
    const ops = await deliver.ops();
    const ready = async (): Promise<readonly [number, string]> => {
      const answer = await fetch(`${ops}/readyz`);
      return [answer.status, await answer.text()];
    };
    try {
      await until(async () => (await ready())[0] === 200, "it is ready");
      await publish("webhook", [click]);
      await until(() => idsAt(api).length === 1, "it is delivered");
      const metricsNow = async (): Promise<string> => (await fetch(`${ops}/metrics`)).text();
      // The API has an event before the program has the answer to it.
      await until(async () => (await metricsNow()).includes("email_events_delivered_total 1"), "it is counted");
      const metrics = await metricsNow();
      for (const line of ["delivered_total 1", "queue_connected 1", "queue_pending 0"])
        expect(metrics).toContain(`email_events_${line}`);
      const [, lag] = /^email_events_lag_seconds (\S+)$/m.exec(metrics) ?? [];
      expect(Date.now() - Number(lag) * 1_000 - Number(click.timestamp)).toBeLessThan(60_000);
      const [broker] = own.brokers;
      await broker?.kill();
      await until(async () => (await ready())[0] === 503, "it isn't ready");
      expect((await ready())[1]).toContain("queue");
      await broker?.start();
      await until(async () => (await ready())[0] === 200, "it is ready again", 20_000);
      const publishNext = (): Promise<boolean> =>
        publish("webhook", [{ ...click, event_id: "c-2" }]).then(
          () => true,
          () => false,
        );
      await until(publishNext, "it is published");
      await until(() => idsAt(api).length === 2, "it goes on", 20_000);
      await expect(deliver.stop()).resolves.toMatchObject({ exitCode: 0, report: { delivered: 2 } });
    } finally {
      await own.stop();
    }
  });

  it("refuses what can't work with one sentence, without a secret", async () => {
    const missing = startDeliver([`--nats=${brokers.servers[0]}`, "--prefix=nothing-here", "--to=sandbox"]);
    const nobody = startDeliver(["--nats=nats://127.0.0.1:1", "--to=sandbox", "--connect-timeout=100ms"]);
    const without = startDeliver(["--to=sandbox"]);
    const ended = await Promise.all([missing, nobody, without].map((run) => run.ended()));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([4, 3, 2]);
    for (const { err } of ended) expect(err.trim().split("\n")).toHaveLength(1);
    const guarded = await startBrokers({ config: "authorization { user: relay, password: right }" });
    try {
      const env = { ...secrets, NATS_USER: "relay", NATS_PASSWORD: "wrong-password" };
      const { exitCode, err } = await startDeliver(
        [`--nats=${guarded.servers[0]}`, "--to=sandbox", "--connect-timeout=1s"],
        env,
      ).ended();
      expect([exitCode, err]).toEqual([3, expect.stringMatching(/^error: queue: [^\n]+\n$/)]);
      expect(err).not.toContain("wrong-password");
    } finally {
      await guarded.stop();
    }
  });
});
