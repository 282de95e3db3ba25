import { join } from "node:path";
import { expect, it } from "vitest";
import { startCellRun } from "../src/testing/fault-matrix/cell-run.ts";
import { createQuickClock } from "../src/testing/fault-matrix/quick-clock.ts";
import { runCommand } from "../src/testing/run-command.ts";
import { temporaryFolder, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";

/** Starts a run with a webhook and a stream that refuses its first requests. A minute takes 30 ms. */
const start = async (refusals: number) => {
  const stream = await startStream({ respond: ({ number }) => (number < refusals ? { status: 401 } : undefined) });
  stream.push([{ id: "no-event" }]);
  const state = join(await temporaryFolder(), "state");
  const run = startCellRun(
    {
      sources: ["airship", "webhook"],
      to: "sandbox",
      state,
      airship: { server: { endpoint: stream.url }, start: "EARLIEST" },
      webhook: { host: "127.0.0.1", port: 0 },
      graceMs: 30_000,
      dedupe: 1_000,
      deadlineMs: 1_000,
    },
    createQuickClock(2_000),
  );
  return { run, stream, state };
};

it("a stream that was refused is read once its token is right, while the webhook goes on", async () => {
  const { run } = await start(5);
  await until(() => run.report().invalid + run.report().unrecognized === 1, "an event of the stream comes");
  expect(await run.stop()).toBe(0);
  expect(run.warnings.filter((line) => line.startsWith("airship: "))).toEqual([
    expect.stringMatching(/^airship: Airship refused the stream: HTTP 401.* The other sources continue\.$/),
  ]);
  expect(run.lines).toContain("airship: recovered");
});

it("a stream that is refused each time ends the run with exit code 3 when that is stopped", async () => {
  const { run, stream, state } = await start(Infinity);
  await until(() => stream.requests().length > 5, "it is tried several times");
  // An offset that Airship doesn't have any more is refused, too.
  await runCommand(["offset", "set", "airship", "17", "--state", state]);
  await until(() => stream.requests().at(-1)?.resumeOffset === "17", "it is tried with the offset of an operator");
  expect(await run.stop()).toBe(3);
  expect(run.report()).toMatchObject({ received: 0 });
});
