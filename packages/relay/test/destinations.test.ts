import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { generateAirshipEvents, type Sandbox } from "@email-events/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../src/testing/free-port.ts";
import { relayTo, runCommand, toLines } from "../src/testing/run-command.ts";
import { temporaryFolder } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";

const lines = toLines(generateAirshipEvents({ seed: 2, count: 60 }));
const env = { PIPELINES_WRITE_KEY: "key" };

describe("a destination that refuses the first connection", () => {
  it("is retried, and reported", async () => {
    const port = await freePort();
    let opening: Promise<Sandbox> | undefined;
    const onStderr = (text: string): void => {
      if (text.includes("has trouble")) opening ??= startSandbox({ port });
    };
    const argv = relayTo(`http://127.0.0.1:${port}`);
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines, env, onStderr });
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { received: 60, rejected: 0 }]);
    expect(err).toBe("The destination has trouble (network error ECONNREFUSED); trying again for up to 10 minutes.\n");
    expect((await opening)?.received().accepted).toBeGreaterThan(0);
  });
});

describe("a silent destination", () => {
  it("is reported by an interrupted run; after the second signal, all events are undelivered", async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const [interruption, abandonment] = [new AbortController(), new AbortController()];
    server.once("connection", () => interruption.abort());
    const stdin = new PassThrough();
    stdin.write(lines);
    const { exitCode, out, err } = await runCommand(relayTo(`http://127.0.0.1:${port}`), {
      stdin,
      env,
      interrupt: interruption.signal,
      abandon: abandonment.signal,
      onStderr: (text) => {
        if (text.includes("press Ctrl-C again")) abandonment.abort();
      },
    });
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      /^Waiting for \d+ events in flight; destination: no answer yet; press Ctrl-C again to stop\.$/m,
    );
    const report: { received: number; undelivered: number } = JSON.parse(out);
    expect(report.received).toBe(60);
    expect(report.undelivered).toBeGreaterThan(0);
  });
});

describe("the write key of a destination", () => {
  it("is read from the file that a variable names", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "key");
    await writeFile(file, "key-of-the-file\n");
    const api = await startSandbox({ writeKey: "key-of-the-file" });
    const fileEnv = { PIPELINES_WRITE_KEY_FILE: file };
    const { exitCode, out } = await runCommand(relayTo(api.url), { stdin: lines, env: fileEnv });
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { received: 60, undelivered: 0 }]);
  });
});
