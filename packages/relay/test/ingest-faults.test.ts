import { rm } from "node:fs/promises";
import { createQueueStreams } from "@email-events/jetstream";
import { natsServer, startBrokers } from "@email-events/jetstream/testing";
import { generateAirshipEvents } from "@email-events/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../src/testing/free-port.ts";
import { startBroker } from "../src/testing/start-broker.ts";
import { secrets, startIngest, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";
import { takeLines } from "../src/testing/take-all.ts";

const textsOf = (chunks: Awaited<ReturnType<typeof takeLines>>): readonly string[] =>
  chunks.flatMap(({ lines }) => lines.map((line) => Buffer.from(line).toString()));

const idsOf = (texts: readonly string[]): readonly string[] => texts.map((text) => String(JSON.parse(text).id));

const post = async (url: string, body: string) => {
  const headers = { "x-webhook-secret": secrets.WEBHOOK_SECRET };
  const { status, headers: answered } = await fetch(url, { method: "POST", headers, body });
  return [status, answered.get("retry-after")];
};

const airshipOf = ({ url }: { readonly url: string }) => [
  "--source=airship",
  `--airship-url=${url}`,
  "--airship-start=earliest",
];
const webhook = ["--source=webhook", "--webhook-listen=127.0.0.1:0"];
const eventsOf = (seed: number, count: number) =>
  [...generateAirshipEvents({ seed, count })].filter(({ type }) => type !== "OFFSET_UPDATE");
const place = { source: "airship", partition: 0, partitions: 1 };

describe.skipIf(natsServer === undefined)("ingesting holds back, and loses nothing", () => {
  it("while the broker is away: the offset stands, the webhook answers 503, and it goes on by itself", async () => {
    const [stream, { broker, nats, open }] = await Promise.all([startStream(), startBroker()]);
    const events = eventsOf(4, 300);
    stream.push(events.slice(0, 100));
    const run = startIngest([...airshipOf(stream), ...webhook, nats, "--ops-listen=127.0.0.1:0"]);
    await until(() => run.err().includes("an offset is stored"), "an offset is stored");
    const [url, ops] = [await run.webhook(), await run.ops()];
    await until(async () => (await fetch(`${ops}/readyz`)).status === 200, "it is ready");
    expect(await (await fetch(`${ops}/readyz`)).text()).toContain("warning: The streams have one replica");
    await broker.kill();
    stream.push(events.slice(100));
    await until(async () => (await fetch(`${ops}/readyz`)).status === 503, "it isn't ready");
    expect(await post(url, '{"id":"lost?"}')).toEqual([503, "1"]);
    expect(await (await fetch(`${ops}/metrics`)).text()).toContain("\nemail_events_queue_connected 0\n");
    await broker.start();
    await until(async () => (await post(url, '{"id":"kept"}'))[0] === 200, "the webhook takes events");
    const queue = await open();
    const ids = new Set(idsOf(textsOf(await takeLines(queue, events.length + 1))));
    for (const { id } of events) expect(ids).toContain(String(id));
    expect(ids).toContain("kept");
    await until(async () => (await fetch(`${ops}/readyz`)).status === 200, "it is ready again");
    const metrics = await (await fetch(`${ops}/metrics`)).text();
    expect(metrics).toMatch(/^email_events_published_total \d+$/m);
    expect(metrics).toContain("\nemail_events_queue_connected 1\n");
    expect(await run.stop()).toMatchObject({ exitCode: 0, report: { pending: 0, setAside: 0 } });
  });

  it("while the queue is full: the webhook answers 429, and all that waits is published once there is room", async () => {
    const [stream, { nats, open }] = await Promise.all([startStream(), startBroker({ maxBytes: 300_000 })]);
    const events = eventsOf(5, 1_500);
    stream.push(events);
    const run = startIngest([...airshipOf(stream), ...webhook, nats]);
    const url = await run.webhook();
    await until(() => run.err().includes("The stream is full"), "the queue is full");
    const large = JSON.stringify({ text: "x".repeat(250_000) });
    expect(await post(url, large)).toEqual([429, "5"]);
    const queue = await open();
    const ids = idsOf(textsOf(await takeLines(queue, events.length)));
    expect(ids.toSorted()).toEqual(events.map(({ id }) => String(id)).toSorted());
    const { exitCode, report } = await run.stop();
    expect([exitCode, report]).toMatchObject([0, { published: events.length, pending: 0 }]);
  });

  it("when it is stopped while the broker is away: what was read is left to the next run", async () => {
    const [stream, { broker, nats, open }] = await Promise.all([startStream(), startBroker()]);
    const events = eventsOf(6, 200);
    stream.push(events.slice(0, 50));
    const first = startIngest([...airshipOf(stream), nats]);
    await until(() => first.err().includes("an offset is stored"), "an offset is stored");
    await broker.kill();
    stream.push(events.slice(50));
    await until(() => first.err().includes("No broker can be reached"), "the queue is away");
    const { exitCode, err, report } = await first.stop();
    expect([exitCode, Number(report?.["pending"]) > 0]).toEqual([0, true]);
    expect(err).toContain("the next run reads the rest again");
    await broker.start();
    const second = startIngest([...airshipOf(stream), nats]);
    const ids = new Set(idsOf(textsOf(await takeLines(await open(), events.length))));
    expect([...ids].toSorted()).toEqual(events.map(({ id }) => String(id)).toSorted());
    expect(await second.stop()).toMatchObject({ exitCode: 0 });
  });

  it("while the broker's max_payload falls: what is too large by then is set aside, and all else is published", async () => {
    const [stream, { broker, nats, open }] = await Promise.all([
      startStream(),
      startBroker({ config: "max_payload: 65536" }),
    ]);
    const [before, after] = [eventsOf(9, 50), eventsOf(10, 50)];
    stream.push(before);
    const run = startIngest([...airshipOf(stream), ...webhook, nats]);
    await until(() => run.err().includes("an offset is stored"), "an offset is stored");
    await broker.reload((config) => config.replace("65536", "16384"));
    const large = (id: string) => ({ ...after[0], id, body: "x".repeat(20_000) });
    stream.push([large("stream"), ...after]);
    const url = await run.webhook();
    await until(async () => (await post(url, JSON.stringify(large("webhook"))))[0] === 200, "the webhook answers 200");
    const queue = await open();
    await until(async () => (await queue.status()).rejects === 2, "both are set aside");
    const ids = idsOf(textsOf(await takeLines(queue, before.length + after.length)));
    expect(new Set(ids)).toEqual(new Set([...before, ...after].map(({ id }) => String(id))));
    const { exitCode, report } = await run.stop();
    expect([exitCode, report]).toMatchObject([0, { setAside: 2, pending: 0 }]);
  });
});

describe.skipIf(natsServer === undefined)("one process has a partition", () => {
  it("the one that began last: the other ends with exit code 3, names it, and nothing is lost", async () => {
    const [stream, { nats, open }] = await Promise.all([startStream(), startBroker()]);
    const events = eventsOf(7, 300);
    stream.push(events.slice(0, 100));
    const first = startIngest([...airshipOf(stream), nats]);
    await until(() => first.err().includes("an offset is stored"), "an offset is stored");
    const second = startIngest([...airshipOf(stream), nats]);
    await until(() => second.err().includes("airship: connected"), "the second one is connected");
    stream.push(events.slice(100));
    const { exitCode, err } = await first.ended();
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^error: queue: .*#[\da-f]+ has taken over partition 0\/1 of airship/m);
    const queue = await open();
    const ids = new Set(idsOf(textsOf(await takeLines(queue, events.length))));
    expect([...ids].toSorted()).toEqual(events.map(({ id }) => String(id)).toSorted());
    expect(await second.stop()).toMatchObject({ exitCode: 0, report: { pending: 0 } });
  });

  it("and keeps it while another one can't be started", async () => {
    const [stream, { nats, open }] = await Promise.all([startStream(), startBroker()]);
    const events = eventsOf(8, 100);
    stream.push(events.slice(0, 50));
    const first = startIngest([...airshipOf(stream), ...webhook, nats]);
    await until(() => first.err().includes("an offset is stored"), "an offset is stored");
    const taken = (await first.webhook()).replace("http://", "");
    const twice = [...airshipOf(stream), "--source=webhook", `--webhook-listen=${taken}`, nats];
    expect(await startIngest(twice).ended()).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining(`error: --webhook-listen: can't listen on ${taken} (EADDRINUSE`),
    });
    const wrong = [...airshipOf({ url: "http://example.com" }), nats];
    expect(await startIngest(wrong).ended()).toMatchObject({ exitCode: 2 });
    stream.push(events.slice(50));
    await takeLines(await open(), events.length);
    expect(await first.stop()).toMatchObject({ exitCode: 0, report: { published: events.length, pending: 0 } });
  });

  it("and every process divides a source into as many: another number is refused with the procedure", async () => {
    const [stream, { nats, open }] = await Promise.all([startStream(), startBroker()]);
    const queue = await open();
    await queue.claimOffset({ ...place, partitions: 2 });
    await queue.close();
    const { exitCode, err } = await startIngest([...airshipOf(stream), "--airship-partition=0/3", nats]).ended();
    expect(exitCode).toBe(4);
    expect(err).toMatch(
      /^error: queue: airship is divided into 2 partitions, not 3: stop .*, let .* drain, .*offset forget/m,
    );
  });

  it("and an app: an offset of another app key is refused", async () => {
    const [stream, { nats }] = await Promise.all([startStream(), startBroker()]);
    stream.push(eventsOf(6, 20));
    const first = startIngest([...airshipOf(stream), nats]);
    await until(() => first.err().includes("an offset is stored"), "an offset is stored");
    expect(await first.stop()).toMatchObject({ exitCode: 0 });
    const other = { ...secrets, AIRSHIP_APP_KEY: "another-app" };
    const { exitCode, err } = await startIngest([...airshipOf(stream), nats], other).ended();
    expect(exitCode).toBe(4);
    expect(err).toMatch(/^error: queue: The queue holds an offset of airship that belongs to another app key: /m);
  });
});

describe.skipIf(natsServer === undefined)("a queue that can't be used ends it with a sentence", () => {
  // For so long, a broker isn't believed that says there are no streams.
  const quickly = "--connect-timeout=500ms";
  const ended = (nats: string, env = {}) => startIngest([...webhook, nats, quickly], { ...secrets, ...env }).ended();

  it("with exit code 4 for streams that are missing or configured in another way", async () => {
    const { servers, stop } = await startBrokers();
    onTestFinished(stop);
    const nats = `--nats=${servers.join(",")}`;
    const missing = await ended(nats);
    expect([missing.exitCode, missing.report]).toEqual([4, undefined]);
    expect(missing.err).toMatch(/^error: queue: .*email-events queue create/m);
    await createQueueStreams({ servers, replicas: 1, maxBytes: 1_000_000 });
    expect((await startIngest([...webhook, nats, "--prefix=other", quickly]).ended()).exitCode).toBe(4);
  });

  it.each(["airship", "webhook"])("with exit code 4 once its streams are gone, with %s as its source", async (name) => {
    const [stream, { broker, folder, nats }] = await Promise.all([startStream(), startBroker()]);
    const run = startIngest([...(name === "airship" ? airshipOf(stream) : webhook), nats, quickly]);
    const send = async (): Promise<void> => {
      if (name === "airship") stream.push(eventsOf(5, 10));
      else await post(await run.webhook(), "{}");
    };
    await send();
    await until(() => /offset is stored|listen/.test(run.err()), "it has begun");
    await broker.kill();
    await rm(folder, { recursive: true });
    await broker.start();
    const sending = setInterval(() => void send().catch(() => {}), 100);
    const { exitCode, err } = await run.ended();
    clearInterval(sending);
    expect(exitCode).toBe(4);
    expect(err).toMatch(/^error: queue: The stream EMAIL_EVENTS(?:_OFFSETS)? doesn't exist: .*queue create/m);
  });

  it("with exit code 3 for wrong credentials, and repeats none of them", async () => {
    const { servers, stop } = await startBrokers({ config: "authorization { user: relay, password: right-one }" });
    onTestFinished(stop);
    const credentials = { servers, credentials: { user: "relay", password: "right-one" } };
    await createQueueStreams({ ...credentials, replicas: 1, maxBytes: 1_000_000 });
    const nats = `--nats=${servers.join(",")}`;
    const { exitCode, err } = await ended(nats, { NATS_USER: "relay", NATS_PASSWORD: "hunter2" });
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^error: queue: The broker refuses the credentials/m);
    expect(err).not.toContain("hunter2");
    const run = startIngest([...webhook, nats], { ...secrets, NATS_USER: "relay", NATS_PASSWORD: "right-one" });
    expect(await post(await run.webhook(), "{}")).toEqual([200, null]);
    expect(await run.stop()).toMatchObject({ exitCode: 0, report: { published: 1 } });
  });
});

describe("a broker that can't be reached", () => {
  it("ends it with exit code 3 after --connect-timeout", async () => {
    const nats = `--nats=nats://127.0.0.1:${await freePort()}`;
    const { exitCode, err } = await startIngest([...webhook, nats, "--connect-timeout=200ms"]).ended();
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^error: queue: No broker can be reached/m);
  });

  it("isn't waited for once it is interrupted", async () => {
    const run = startIngest([...webhook, `--nats=nats://127.0.0.1:${await freePort()}`]);
    expect(await run.stop()).toMatchObject({ exitCode: 0, report: { received: 0 } });
  });
});

describe("wrong usage ends with exit code 2", () => {
  const nats = "--nats=nats://127.0.0.1:4222";
  it.each([
    [webhook, "--nats is required (nats://HOST:PORT or tls://HOST:PORT, without a user and a password)"],
    [[nats], "--source is required (airship, compliance or webhook)"],
    [[...webhook, "--nats=nats://u:hunter2@a:4222"], "--nats must be nats://HOST:PORT"],
    [[...webhook, "--nats=nats://a:4222, ,"], "--nats must be nats://HOST:PORT"],
    [[...webhook, nats, "--prefix=Email.Events"], "--prefix must be lowercase letters"],
    [[...webhook, nats, "--nats-cert=a"], "--nats-cert and --nats-key are given together"],
    [
      [...webhook, "--nats=nats://localhost:4222", "--nats-ca=/nowhere/hunter2"],
      "--nats-ca: the file can't be read (ENOENT).",
    ],
    [
      ["--source=airship", "--airship-url=http://127.0.0.1:9", "--airship-partition=2/2", nats],
      "--airship-partition must",
    ],
  ])("%j", async (argv, sentence) => {
    const { exitCode, err } = await startIngest(argv).ended();
    expect([exitCode, err]).toEqual([2, expect.stringContaining(`error: ${sentence}`)]);
    expect(err).not.toContain("hunter2");
  });
});
