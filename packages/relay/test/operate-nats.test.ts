import { natsServer, startBrokers, type Brokers } from "@email-events/jetstream/testing";
import { openStore } from "@email-events/store";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reject } from "../src/queue/queue.ts";
import { toLargeReject } from "../src/handling/too-large.ts";
import { runCommand } from "../src/testing/run-command.ts";
import { startDeliver, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { createTestQueue } from "../src/testing/test-queue.ts";

const issues = [{ pointer: "/recipient", code: "required", expected: "a text", received: "nothing" }];
const open = { type: "open", event_id: "o-1", timestamp: "1773042072000", recipient: "ada@example.com" };
const rejects: readonly Reject[] = [
  { id: "h-1", index: 0, status: "invalid", reason: "no recipient", issues, payload: Buffer.from('{"type":"open"}') },
  {
    id: "open:o-1",
    index: 1,
    status: "rejected",
    reason: "HTTP 400",
    issues: [],
    payload: Buffer.from(JSON.stringify(open)),
  },
  { id: "h-3", index: 2, status: "unrecognized", reason: "", issues, payload: Buffer.from([0xff, 0x0a, 0x7b]) },
];

/** Without what differs: times, and ids that a state doesn't have. */
const withoutTimes = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replaceAll(/"eventId":"[^"]*",/g, "")
    .replaceAll(/,?"eventId":"[^"]*"/g, "");

describe.skipIf(natsServer === undefined)("rejects --nats", () => {
  let brokers: Brokers;
  beforeAll(async () => {
    brokers = await startBrokers();
  });
  afterAll(() => brokers.stop());

  /** The same events in a queue and in a state. */
  const createBoth = async () => {
    const [{ queue, options, operator }, folder] = await Promise.all([createTestQueue(brokers), temporaryFolder()]);
    for (const reject of rejects) await queue.setAside("webhook", [reject]);
    const state = join(folder, "relay.state");
    const store = openStore(state, { now: () => 0 });
    store.commit({
      setAside: rejects.map(({ payload, status, reason, issues: all }) => ({
        status,
        reason,
        issues: all,
        event: { source: "webhook", payload, receivedAt: 0 },
      })),
    });
    store.close();
    const run = async (place: readonly string[], words: readonly string[]) => {
      const { exitCode, out, err } = await runCommand(["rejects", ...words, ...place]);
      return { exitCode, out: withoutTimes(out), err: withoutTimes(err) };
    };
    return {
      options,
      operator,
      inQueue: (...words: readonly string[]) => run(options, words),
      inState: (...words: readonly string[]) => run([`--state=${state}`], words),
    };
  };

  it("prints what it prints of a state", async () => {
    const { inQueue, inState } = await createBoth();
    for (const words of [
      ["list"],
      ["list", "--report=json"],
      ["list", "--limit=1"],
      ["list", "--after=1", "--limit=1"],
      ["list", "--status=rejected"],
      ["list", "--status=damaged"],
      ["show", "1"],
      ["show", "2"],
      ["show", "3"],
      ["drop", "3"],
      ["list"],
    ]) {
      const queued = await inQueue(...words);
      expect([words, queued]).toEqual([words, await inState(...words)]);
      expect(queued.exitCode).toBe(0);
    }
    for (const words of [
      ["show", "9"],
      ["drop", "1", "9"],
      ["retry", "9"],
      ["drop"],
      ["retry"],
      ["retry", "--status=x"],
    ]) {
      const queued = await inQueue(...words);
      expect([words, queued]).toEqual([words, await inState(...words)]);
      expect(queued.exitCode).toBe(2);
    }
  });

  it("has events delivered again, which are judged anew", async () => {
    const { inQueue, options, operator } = await createBoth();
    const api = await startSandbox();
    await expect(inQueue("retry", "2")).resolves.toMatchObject({
      exitCode: 0,
      err: "Published 1 event again: a running deliver process tries them now, another one when it starts.\n",
    });
    const deliver = startDeliver([...options, `--to=${api.url}`]);
    await until(() => api.events().length === 1, "it is delivered");
    expect(api.events()[0]).toMatchObject({ messageId: "open:o-1" });
    expect((await operator.list()).events.map(({ number }) => number)).toEqual([1, 3]);
    await expect(inQueue("retry", "--all", "--status=invalid")).resolves.toMatchObject({ exitCode: 0 });
    await until(async () => {
      const { events } = await operator.list();
      return events.length === 2 && events.every(({ number }) => number !== 1);
    }, "it is set aside again");
    await expect(deliver.stop()).resolves.toMatchObject({ exitCode: 0, report: { delivered: 1, invalid: 1 } });
  });

  it("leaves an event alone that was too large, since only its beginning is kept", async () => {
    const { queue, options, operator } = await createTestQueue(brokers);
    const large = toLargeReject(0, { sizeBytes: 1_500_102, bytes: Buffer.from('{"type":"open","x":"') }, 1_000_000);
    await queue.setAside("webhook", [large, ...rejects.slice(1, 2)]);
    const retry = (...words: readonly string[]) => runCommand(["rejects", "retry", ...words, ...options]);
    const left = "Not retried: 1 event of which only the beginning is kept, because the rest was too large.\n";
    await expect(retry("1")).resolves.toMatchObject({ exitCode: 0, err: left });
    await expect(retry("--all")).resolves.toMatchObject({
      exitCode: 0,
      err: expect.stringMatching(`^Published 1 event again: .*\n${left}$`),
    });
    expect((await operator.list()).events).toMatchObject([{ number: 1, issues: [{ code: "too_large" }] }]);
  });

  it("needs a state or a queue, and says what is wrong with the queue", async () => {
    const of = (...more: readonly string[]) => runCommand(["rejects", "list", ...more]);
    await expect(of()).resolves.toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("--state is required"),
    });
    const both = await of("--state=x", "--nats=nats://127.0.0.1:1");
    expect(both).toMatchObject({
      exitCode: 2,
      err: "error: --state and --nats are mutually exclusive\n",
    });
    const missing = await of(`--nats=${brokers.servers[0]}`, "--prefix=nothing-here");
    expect([missing.exitCode, missing.err]).toEqual([4, expect.stringMatching(/^error: queue: [^\n]+\n$/)]);
    const nobody = await of("--nats=nats://127.0.0.1:1", "--connect-timeout=100ms");
    expect([nobody.exitCode, nobody.err]).toEqual([3, expect.stringMatching(/^error: queue: [^\n]+\n$/)]);
  });
});
