import { join } from "node:path";
import { generateAirshipEvents, generateBulkTrackingEvents, type Sandbox } from "@email-events/sandbox";
import { openOperator } from "@email-events/store";
import { describe, expect, it, onTestFinished } from "vitest";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { startStream } from "../src/testing/start-stream.ts";

const webhook = ["--source=webhook", "--webhook-listen=127.0.0.1:0"];
const airshipAt = (url: string): readonly string[] => [
  "--source=airship",
  `--airship-url=${url}`,
  "--airship-start=earliest",
];

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: "POST", headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` }, body });

const idsAt = (api: Sandbox): readonly string[] =>
  api
    .events()
    .map(({ messageId }) => String(messageId))
    .toSorted();

/**
 * An API that answers 503, and one that the next run delivers to. The last request of a run may still be on its way to an API
 * when the run has ended: an API that recovered then would accept it.
 */
const startDownAndUp = () => Promise.all([startSandbox({ respond: () => ({ status: 503 }) }), startSandbox()]);

const openState = (state: string) => {
  const operator = openOperator(state);
  onTestFinished(() => operator.close());
  return operator;
};

const goodEvents = generateBulkTrackingEvents({ seed: 5, count: 40 });
const good = [...goodEvents];

describe("a destination that is down", () => {
  it("for longer than the client tries: nothing is lost, the offset stands, and it goes on by itself", async () => {
    let isDown = true;
    const [stream, folder] = await Promise.all([startStream(), temporaryFolder()]);
    const api = await startSandbox({ respond: () => (isDown ? { status: 503 } : undefined) });
    const events = [...generateAirshipEvents({ seed: 6, count: 200 })];
    stream.push(events);
    const state = join(folder, "state");
    const run = startRun([
      ...airshipAt(stream.url),
      ...webhook,
      `--to=${api.url}`,
      `--state=${state}`,
      "--deadline=0.2",
    ]);
    const url = await run.webhook();
    await expect(post(url, JSON.stringify(good))).resolves.toMatchObject({ status: 200 });
    await until(() => run.err().includes("can't be delivered within 200 ms"), "the deadline has passed");
    const operator = openState(state);
    const before = { offsets: operator.offsets(), setAside: operator.stats().setAside };
    isDown = false;
    const expected = [...deliverableIds("airship", events), ...deliverableIds("webhook", good)].toSorted();
    await until(() => idsAt(api).length >= expected.length, "all are delivered");
    await until(() => operator.offsets().length > 0, "an offset is stored");
    expect(before).toEqual({ offsets: [], setAside: 0 });
    expect(idsAt(api)).toEqual(expected);
    const { exitCode, report, err } = await run.stop();
    expect([exitCode, report?.["undelivered"], report?.["pending"]]).toEqual([0, 0, undefined]);
    expect(err.match(/HTTP 503/g)?.length).toBeLessThan(5);
  });

  it("when the run is stopped: ends after the grace with exit code 5, and a restart delivers", async () => {
    const [[down, api], folder] = await Promise.all([startDownAndUp(), temporaryFolder()]);
    const argv = [...webhook, `--state=${join(folder, "state")}`, "--grace=300ms"];
    const first = startRun([...argv, `--to=${down.url}`]);
    await post(await first.webhook(), JSON.stringify(good));
    await until(() => first.err().includes("HTTP 503"), "it has tried");
    const one = await first.stop();
    expect(one).toMatchObject({ exitCode: 5, report: { received: good.length, delivered: 0, pending: good.length } });
    const second = startRun([...argv, `--to=${api.url}`]);
    await until(() => idsAt(api).length >= good.length, "all are delivered");
    await expect(second.stop()).resolves.toMatchObject({
      exitCode: 0,
      report: { received: good.length, delivered: good.length },
    });
    expect(idsAt(api)).toEqual(deliverableIds("webhook", good));
  });

  it("for so long that it is paused, and the run is stopped: ends at once with 0, and a restart delivers", async () => {
    const [[down, api], stream, folder] = await Promise.all([startDownAndUp(), startStream(), temporaryFolder()]);
    const events = [...generateAirshipEvents({ seed: 6, count: 50 })];
    stream.push(events);
    const all = [...airshipAt(stream.url), ...webhook, `--state=${join(folder, "state")}`];
    const first = startRun([...all, `--to=${down.url}`, "--deadline=0.2", "--grace=1h"]);
    await post(await first.webhook(), JSON.stringify(good));
    await until(() => first.err().includes("can't be delivered within 200 ms"), "it is paused");
    const one = await first.stop();
    expect([one.exitCode, one.report?.["delivered"]]).toEqual([0, 0]);
    expect(Number(one.report?.["pending"])).toBeGreaterThanOrEqual(good.length);
    expect(one.err).toContain("left to the next run");
    const second = startRun([...all, `--to=${api.url}`]);
    const expected = [...deliverableIds("airship", events), ...deliverableIds("webhook", good)].toSorted();
    await until(() => idsAt(api).length >= expected.length, "all are delivered");
    await expect(second.stop()).resolves.toMatchObject({ exitCode: 0, report: { rejected: 0 } });
    expect(idsAt(api)).toEqual(expected);
  });

  it("and a second signal: ends at once", async () => {
    const folder = await temporaryFolder();
    const api = await startSandbox({ respond: () => ({ status: 503 }) });
    const run = startRun([...webhook, `--to=${api.url}`, `--state=${join(folder, "state")}`, "--grace=1h"]);
    await post(await run.webhook(), JSON.stringify(good));
    await until(() => run.err().includes("HTTP 503"), "it has tried");
    const ended = run.stop();
    run.abandon();
    await expect(ended).resolves.toMatchObject({ exitCode: 5, report: { pending: good.length } });
  });
});

describe("events that aren't delivered", () => {
  it("are set aside with their bytes and reasons, tried again on request, and settled once they are good", async () => {
    const [api, folder] = await Promise.all([startSandbox(), temporaryFolder()]);
    const state = join(folder, "state");
    const run = startRun([...webhook, `--to=${api.url}`, `--state=${state}`]);
    const url = await run.webhook();
    await post(
      url,
      `[{"type":"open","event_id":"x"}, {"type":"novel","event_id":"y"}, {"type":}, ${JSON.stringify(good[0])}]`,
    );
    const operator = openState(state);
    await until(() => operator.stats().setAside === 3, "three are set aside");
    const { events } = operator.list();
    expect(events.map(({ status }) => status).toSorted()).toEqual(["invalid", "invalid", "unrecognized"]);
    const [first] = events;
    expect(Buffer.from(operator.show(first?.number ?? 0)?.payload ?? []).toString()).toBe(
      '{"type":"open","event_id":"x"}',
    );
    expect(first?.issues.length).toBeGreaterThan(0);
    operator.retry(events.map(({ number }) => number));
    await until(() => operator.stats().retries === 0, "they were tried again");
    expect(operator.stats().setAside).toBe(3);
    const { exitCode, report } = await run.stop();
    expect([exitCode, report]).toMatchObject([0, { received: 7, delivered: 1, invalid: 4, unrecognized: 2 }]);
  });

  it("and come again under the same id are skipped as duplicates once one of them was delivered", async () => {
    const [api, folder] = await Promise.all([startSandbox(), temporaryFolder()]);
    const argv = [...webhook, `--to=${api.url}`, `--state=${join(folder, "state")}`];
    const first = startRun(argv);
    const twice = JSON.stringify([...good, ...good]);
    await post(await first.webhook(), twice);
    await until(() => idsAt(api).length >= good.length, "all are delivered");
    const { report } = await first.stop();
    expect(report).toMatchObject({ received: 80, delivered: 40, skipped: { duplicate: 40 } });
    const second = startRun(argv);
    await post(await second.webhook(), JSON.stringify([...good, { ...Object(good[0]), event_id: "new" }]));
    await until(() => idsAt(api).length > good.length, "the new one is delivered");
    expect((await second.stop()).report).toMatchObject({ received: 41, delivered: 1, skipped: { duplicate: 40 } });
  });

  it("an event over the limit of a megabyte is set aside before it is confirmed", async () => {
    const folder = await temporaryFolder();
    const run = startRun([...webhook, "--to=sandbox", `--state=${join(folder, "state")}`]);
    const answer = await post(await run.webhook(), JSON.stringify({ type: "open", event_id: "x".repeat(1_000_001) }));
    await expect(answer.json()).resolves.toMatchObject({ accepted: 0, setAside: [{ index: 0, status: "invalid" }] });
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0, report: { received: 1, invalid: 1 } });
  });
});

describe("a state", () => {
  it("that is full: the webhook answers 429, and goes on once there is room", async () => {
    let isDown = true;
    const folder = await temporaryFolder();
    const api = await startSandbox({ respond: () => (isDown ? { status: 503 } : undefined) });
    const run = startRun([
      ...webhook,
      `--to=${api.url}`,
      `--state=${join(folder, "state")}`,
      "--state-max-bytes=1000000",
    ]);
    const url = await run.webhook();
    let confirmed = 0;
    let answer = await post(url, "{}");
    for (let id = 0; answer.status === 200 && id < 100; id += 1) {
      confirmed += 1;
      answer = await post(
        url,
        JSON.stringify({ ...Object(good[0]), event_id: `id-${id}`, padding: "x".repeat(50_000) }),
      );
    }
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "5"]);
    isDown = false;
    await until(() => idsAt(api).length === confirmed - 1, "what was confirmed is delivered");
    await expect(post(url, "{}")).resolves.toMatchObject({ status: 200 });
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0, report: { received: confirmed + 1 } });
  });

  it("whose offset an operator sets while the run reads: it goes on there", async () => {
    const [stream, api, folder] = await Promise.all([startStream(), startSandbox(), temporaryFolder()]);
    const events = [...generateAirshipEvents({ seed: 8, count: 60 })];
    const [first = ""] = stream.push(events);
    const state = join(folder, "state");
    const run = startRun([...airshipAt(stream.url), `--to=${api.url}`, `--state=${state}`, "--dedupe=0"]);
    const expected = deliverableIds("airship", events);
    await until(() => idsAt(api).length >= expected.length, "all are delivered");
    openState(state).setOffset("airship", first);
    await until(() => stream.requests().at(-1)?.resumeOffset === first, "it goes on there");
    await until(() => idsAt(api).length >= 2 * expected.length - 1, "they come again");
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0 });
  });
});

it("a run of the compliance stream reads it with app key and master secret", async () => {
  const [stream, folder] = await Promise.all([startStream({ count: 30, keepAliveMs: 100 }), temporaryFolder()]);
  const run = startRun([
    "--source=compliance",
    `--airship-url=${stream.url}`,
    "--airship-start=earliest",
    "--to=sandbox",
    `--state=${join(folder, "state")}`,
  ]);
  await until(() => run.err().includes("compliance: the first offset is stored"), "an offset is stored");
  const { exitCode, err } = await run.stop();
  expect([exitCode, stream.requests()[0]?.path]).toEqual([0, "/api/events/general"]);
  for (const secret of Object.values(secrets)) expect(err).not.toContain(secret);
});

it("a run that begins at the latest event says what it may miss until an offset is stored", async () => {
  const [stream, folder] = await Promise.all([startStream({ keepAliveMs: 20 }), temporaryFolder()]);
  const argv = ["--source=airship", `--airship-url=${stream.url}`, "--airship-start=latest"];
  const run = startRun([...argv, "--to=sandbox", `--state=${join(folder, "state")}`]);
  await until(() => stream.received().streams > 0, "it reads");
  stream.push(generateAirshipEvents({ seed: 8, count: 5 }));
  await until(() => run.err().includes("the first offset is stored"), "an offset is stored");
  const { err } = await run.stop();
  expect(err).toMatch(/until the first offset is stored, a broken connection or a restart misses events/);
});
