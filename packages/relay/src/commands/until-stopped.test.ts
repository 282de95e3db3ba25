import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import type { RunResult } from "../lifecycle/run-result.ts";
import type { RunSurroundings } from "../lifecycle/run-surroundings.ts";
import { throughTerminal } from "../terminal.ts";
import { runUntilStopped } from "./until-stopped.ts";

const end = async (start: (surroundings: RunSurroundings) => Promise<RunResult>) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = throughTerminal({ stdin: Readable.from([]), stdout, stderr, env: {} });
  const exitCode = await runUntilStopped({ start, isJson: true }, io);
  stdout.end();
  stderr.end();
  return { exitCode, out: await text(stdout), err: await text(stderr) };
};

describe("an unexpected error of a run", () => {
  const error = new TypeError("nora@example.com is no function");

  it("has an exit code of its own, after which a supervisor restarts it, and the report", async () => {
    const { exitCode, out, err } = await end(async ({ status }) => ({
      report: status.report(),
      unrecognizedNames: status.unrecognizedNames(),
      failure: error,
    }));
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ received: 0 });
    expect(err).toMatch(/^TypeError: \[address\] is no function\n {4}at /);
  });

  it("has the same exit code before the run begins; wrong usage hasn't", async () => {
    expect((await end(() => Promise.reject(error))).exitCode).toBe(1);
    await expect(end(() => Promise.reject(new CommandError("--to is wrong.")))).rejects.toThrow("--to is wrong.");
  });
});
