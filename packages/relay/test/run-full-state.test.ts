import { join } from "node:path";
import { openOperator } from "@email-events/store";
import { describe, expect, it, onTestFinished } from "vitest";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";

const openState = (state: string) => {
  const operator = openOperator(state);
  onTestFinished(() => operator.close());
  return operator;
};

/** Events of a name that the vocabulary doesn't have. */
const unrecognized = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    type: "CUSTOM",
    occurred: "2026-03-01T10:00:00.000Z",
    processed: "2026-03-01T10:00:00.000Z",
    device: { device_type: "EMAIL" },
    body: { name: "unheard of", padding: "x".repeat(800) },
  }));

/** Starts a run with a webhook and a state of one megabyte. */
const startWebhook = async () => {
  const state = join(await temporaryFolder(), "state");
  const run = startRun([
    "--source=webhook",
    "--webhook-listen=127.0.0.1:0",
    "--to=sandbox",
    "--ops-listen=127.0.0.1:0",
    `--state=${state}`,
    "--state-max-bytes=1000000",
  ]);
  const [url, ops] = [await run.webhook(), await run.ops()];
  const headers = { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` };
  return {
    run,
    state,
    post: async (body: string) => (await fetch(url, { method: "POST", headers, body })).status,
    isReady: async () => (await fetch(`${ops}/readyz`)).ok,
  };
};

describe("a state that is full of what was set aside", () => {
  it(
    "takes more of a stream each time that an operator drops events, and each event once",
    { timeout: 60_000 },
    async () => {
      const [stream, folder] = await Promise.all([startStream(), temporaryFolder()]);
      stream.push(unrecognized(1_500));
      const state = join(folder, "state");
      const run = startRun([
        "--source=airship",
        `--airship-url=${stream.url}`,
        "--airship-start=earliest",
        "--to=sandbox",
        `--state=${state}`,
        "--state-max-bytes=1000000",
      ]);
      await until(() => run.err().includes("as its limit of 1000000 bytes"), "the state is full");
      // Nothing is pending: only an operator makes room.
      expect(run.err()).toContain("drop some of those that are set aside");
      const operator = openState(state);
      let dropped = 0;
      await until(
        () => {
          const numbers = operator.list({ limit: 5_000 }).events.map(({ number }) => number);
          if (numbers.length > 0) dropped += operator.drop(numbers);
          return dropped >= 1_500;
        },
        "all were set aside",
        15_000,
      );
      await until(() => run.err().includes("state: recovered"), "it has recovered");
      const { exitCode, report } = await run.stop();
      expect({ exitCode, report, dropped }).toMatchObject({
        exitCode: 0,
        report: { received: 1_500, unrecognized: 1_500 },
        dropped: 1_500,
      });
    },
  );

  it("is ready again once an operator dropped events, without a request", async () => {
    const { run, state, post, isReady } = await startWebhook();
    const body = JSON.stringify({ type: "unheard of", padding: "x".repeat(50_000) });
    await until(async () => (await post(body)) === 429, "the state is full");
    expect(await isReady()).toBe(false);
    const operator = openState(state);
    await until(() => operator.stats().pending === 0, "all are set aside");
    expect(await isReady()).toBe(false);
    operator.drop(operator.list({ limit: 100 }).events.map(({ number }) => number));
    await until(isReady, "it is ready again");
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0, err: expect.stringContaining("state: recovered") });
    expect(run.err()).toContain(
      "a request is refused with HTTP 429 (There is no room for the events now; send them again)",
    );
  });
});

it("a request that may not fit even into an empty state is refused for good, and keeps out no other", async () => {
  const { run, post, isReady } = await startWebhook();
  await until(() => run.err().includes("requests above 200000 bytes are refused with HTTP 413"), "it tells the limit");
  const events = (bytes: number) => `[${Array.from({ length: bytes / 2_000 }, () => `"${"x".repeat(1_997)}"`).join()}]`;
  expect(await post(events(900_000))).toBe(413);
  expect(await isReady()).toBe(true);
  expect(await post(events(198_000))).toBe(200);
  await expect(run.stop()).resolves.toMatchObject({ exitCode: 0, report: { received: 99 } });
});
