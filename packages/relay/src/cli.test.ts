import type { ChildProcess, StdioOptions } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildCli } from "./testing/build-cli.ts";
import { toLines } from "./testing/run-command.ts";
import { finish, spawnCli, spawnProgram } from "./testing/spawn-cli.ts";

let folder = "";
let cli = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-cli-"));
  cli = await buildCli(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const airship = [...generateAirshipEvents({ seed: 2, count: 300 })];
const save = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const start = (argv: readonly string[], stdio?: StdioOptions): ChildProcess => spawnCli(cli, argv, stdio);
const linesOf = async (path: string): Promise<readonly string[]> => {
  const content = await readFile(path, "utf8").catch(() => "");
  return content.split("\n").slice(0, -1);
};
const withFull = (argv: readonly string[], fd: 1 | 2) => {
  const full = openSync("/dev/full", "w");
  const child = start(argv, ["ignore", fd === 1 ? full : "pipe", fd === 2 ? full : "pipe"]);
  closeSync(full);
  return finish(child);
};

describe("standard output", () => {
  it("on a full disk: the report goes to standard error", async () => {
    const file = await save("good.ndjson", toLines(airship));
    const { exitCode, err } = await withFull(["relay", "--from", file, "--to", "sandbox", "--report", "json"], 1);
    const [sentence, report = ""] = err.trimEnd().split("\n");
    expect([exitCode, sentence]).toEqual([2, "Can't write to standard output (ENOSPC); this is the report:"]);
    expect(JSON.parse(report)).toMatchObject({ received: 300, rejected: 0 });
  });

  it.each([
    ["map", toLines(airship)],
    ["validate", "nonsense\n"],
  ])("of %s on a full disk: prints one sentence and the summary", async (command, content) => {
    const file = await save(`${command}.ndjson`, content);
    const { exitCode, err } = await withFull([command, file], 1);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^Can't write to standard output \(ENOSPC\); what it holds is incomplete\.\nreceived +\d+\n/m);
    expect(err).not.toMatch(/^ +at /m);
  });

  it("without a reader: the report goes to standard error", async () => {
    const child = start(["relay", "--from", "-", "--to", "sandbox", "--report", "json"]);
    child.stdout?.destroy();
    const ended = finish(child);
    child.stdin?.end(toLines(airship));
    const { exitCode, err } = await ended;
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^Can't write to standard output \(EPIPE\); this is the report:\n\{"received":300,/);
  });

  it.each(["--help", "--version"])("on a full disk: prints no stack trace for %s", async (option) => {
    const { exitCode, err } = await withFull([option], 1);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^Can't write to standard output \(ENOSPC\)/)]);
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe("a file that can store only the beginning", () => {
  /** Runs the program with a file size limit, which truncates a write like a full disk. */
  const withLimit = (kilobytes: number, argv: readonly string[], output: number) => {
    const script = `ulimit -f ${kilobytes}; exec "$@"`;
    const words = ["-c", script, "bash", process.execPath, cli, ...argv];
    const child = spawnProgram("bash", words, ["ignore", output, "pipe"]);
    closeSync(output);
    return finish(child);
  };

  it("of the report: the complete report goes to standard error", async () => {
    const file = await save("limited.ndjson", toLines(airship));
    const path = await save("limited-output", "x".repeat(1_000));
    const argv = ["relay", "--from", file, "--to", "sandbox", "--report", "json"];
    const { exitCode, err } = await withLimit(1, argv, openSync(path, "a"));
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^Can't write to standard output \(EFBIG\); this is the report:\n\{"received":300,.*\}\n$/);
  });

  it("of the rejects: has only complete events, and the number of missing ones is printed", async () => {
    const file = await save("limited-bad.ndjson", "nonsense\n".repeat(500));
    const rejects = join(folder, "limited-rejects");
    const argv = ["relay", "--from", file, "--to", "sandbox", "--report", "json", "--rejects", rejects];
    const { exitCode, err } = await withLimit(8, argv, openSync(join(folder, "limited-report"), "w"));
    const kept = (await linesOf(rejects)).map((line): { line: number } => JSON.parse(line));
    expect(kept.length).toBeGreaterThan(40);
    expect(kept.at(-1)?.line).toBe(kept.length);
    expect([exitCode, err]).toEqual([
      2,
      expect.stringContaining(
        `(EFBIG): ${500 - kept.length} events are not in it, the first from line ${kept.length + 1};`,
      ),
    ]);
    expect((await readFile(rejects, "utf8")).endsWith("}\n")).toBe(true);
  });
});

describe("a rejects file that output is redirected to", () => {
  it.each([1, 2])("is refused: file descriptor %i", async (fd) => {
    const path = await save(`output-${fd}`, "former");
    const output = openSync(path, "a");
    const argv = ["relay", "--from", "-", "--to", "sandbox", "--rejects", path];
    const child = start(argv, ["ignore", fd === 1 ? output : "pipe", fd === 2 ? output : "pipe"]);
    closeSync(output);
    const { exitCode, err } = await finish(child);
    const sentence = "error: --rejects is the file to which output is redirected: choose another file for --rejects.\n";
    expect([exitCode, await readFile(path, "utf8"), err]).toEqual(
      fd === 1 ? [2, "former", sentence] : [2, `former${sentence}`, ""],
    );
  });
});

describe("standard error", () => {
  it("on a full disk: nothing else changes", async () => {
    const file = await save("bad.ndjson", `nonsense\n${toLines(airship)}`);
    const { exitCode, out } = await withFull(["relay", "--from", file, "--to", "sandbox", "--report", "json"], 2);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ received: 301, invalid: 1 });
  });
});

describe("a live stream", () => {
  it("has each set-aside event on disk before the next arrives, so that SIGKILL loses none", async () => {
    const rejects = join(folder, "live.ndjson");
    const child = start(["relay", "--from", "-", "--to", "sandbox", "--rejects", rejects]);
    const ended = finish(child);
    child.stdin?.write(toLines(airship));
    for (let line = 1; line <= 5; line += 1) {
      child.stdin?.write(`nonsense ${line}\n`);
      await expect.poll(() => linesOf(rejects)).toHaveLength(line);
    }
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
    const entries = (await linesOf(rejects)).map((line): { line: number } => JSON.parse(line));
    expect(entries.map(({ line }) => line)).toEqual([301, 302, 303, 304, 305]);
  });

  it("is mapped as it arrives", async () => {
    const child = start(["map", "-"]);
    const first = once(child.stdout ?? child, "data");
    child.stdin?.write(toLines(airship.slice(0, 10)));
    expect(String((await first)[0])).toMatch(/^\{.*\}\n$/s);
    child.stdin?.end();
    expect((await finish(child)).exitCode).toBe(0);
  });
});

describe("Ctrl-C during an outage", () => {
  const startInOutage = async (rejects: string) => {
    const sandbox = await createSandbox({ respond: () => ({ status: 503 }) });
    onTestFinished(() => sandbox.close());
    const argv = ["relay", "--from", "-", "--to", sandbox.url, "--report", "json", "--rejects", rejects];
    const child = start(argv);
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.stdin?.write(toLines(airship));
    await expect.poll(() => err).toContain("The destination has trouble (HTTP 503)");
    return { child, err: () => err };
  };

  it("prints what it waits for; the second one makes that undelivered, and each event is accounted for", async () => {
    const rejects = join(folder, "interrupted.ndjson");
    const { child, err } = await startInOutage(rejects);
    const ended = finish(child);
    child.kill("SIGINT");
    await expect
      .poll(err)
      .toMatch(/^Waiting for \d+ events in flight; destination: HTTP 503; press Ctrl-C again to stop\.$/m);
    child.kill("SIGINT");
    const { exitCode, out } = await ended;
    expect(exitCode).toBe(2);
    const report: { received: number; undelivered: number } = JSON.parse(out);
    expect(report.received).toBe(300);
    const kept = (await readFile(rejects, "utf8")).trimEnd().split("\n");
    expect(
      kept.map((line): { status: string } => JSON.parse(line)).filter((e) => e.status === "undelivered"),
    ).toHaveLength(report.undelivered);
    expect(err()).toMatch(
      /^Not everything was delivered \(the client is closed.*; --start-line 3 continues from there\.$/m,
    );
  });

  it("ends the program at once if it is repeated", async () => {
    const { child, err } = await startInOutage("/dev/null");
    const ended = finish(child);
    child.kill("SIGINT");
    await expect.poll(err).toContain("Waiting for");
    child.kill("SIGTERM");
    child.kill("SIGINT");
    const { exitCode, signal } = await ended;
    expect(exitCode === 2 || signal === "SIGINT").toBe(true);
  });
});
