import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { createSandbox, generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { relayTo, runCommand, toLines } from "../src/testing/run-command.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-outputs-"));
});
afterAll(() => rm(folder, { recursive: true }));

const airship = [...generateAirshipEvents({ seed: 2, count: 60 })];
const lines = toLines(airship);
const env = { PIPELINES_WRITE_KEY: "key" };

describe("a rejects file with a limit", () => {
  it("reports the number of missing events, and every event is counted", async () => {
    const path = join(folder, "little");
    const stdin = `${lines}${"nonsense\n".repeat(50)}`;
    const argv = relayTo("sandbox", "--rejects", path, "--max-rejects-bytes", "500");
    const { exitCode, out, err } = await runCommand(argv, { stdin });
    const kept = (await readFile(path, "utf8")).split("\n").length - 1;
    expect([exitCode, JSON.parse(out)]).toMatchObject([1, { received: 110, invalid: 50 }]);
    expect(kept).toBeGreaterThan(0);
    expect(err).toContain(
      `${path} is full; ${50 - kept} more events were set aside and are not in it: raise --max-rejects-bytes.`,
    );
  });

  it.each(["0", "-1", "1e3", "1.5", ""])("refuses the limit %j", async (limit) => {
    const argv = relayTo("sandbox", "--rejects", join(folder, "none"), `--max-rejects-bytes=${limit}`);
    expect(await runCommand(argv, { stdin: lines })).toMatchObject({ exitCode: 2 });
  });
});

describe("a rejects file on a full disk", () => {
  it("stops reading, and reports the missing events", async () => {
    const stdin = `${lines}nonsense\n17\n`;
    const { exitCode, out, err } = await runCommand(relayTo("sandbox", "--rejects", "/dev/full"), { stdin });
    expect(exitCode).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ received: 62, invalid: 2, rejected: 0 });
    expect(err.trimEnd().split("\n").at(-1)).toBe(
      "Can't write to /dev/full (ENOSPC): 2 events are not in it, the first from line 61; " +
        "everything before line 61 is accounted for; --start-line 61 continues from there.",
    );
  });

  it("stops reading the source there", async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        chunks += 1;
        yield Buffer.from("nonsense\n");
      }
    }
    const stdin = Readable.from(endless(), { objectMode: true, highWaterMark: 1 });
    const { exitCode } = await runCommand(relayTo("sandbox", "--rejects", "/dev/full"), { stdin });
    expect(exitCode).toBe(2);
    expect(chunks).toBeLessThan(50);
  });

  it("doesn't affect the count of rejected events", async () => {
    const sandbox = await createSandbox({ respond: () => ({ status: 400, body: '{"meta":{"errors":["no"]}}' }) });
    onTestFinished(() => sandbox.close());
    const argv = relayTo(sandbox.url, "--rejects", "/dev/full");
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines, env });
    const report: { received: number; rejected: number } = JSON.parse(out);
    expect([exitCode, report.received]).toEqual([2, 60]);
    expect(err).toContain(`Can't write to /dev/full (ENOSPC): ${report.rejected} events are not in it`);
  });
});

describe("the rejects of the run before", () => {
  it.each([
    ["a vocabulary that can't be detected", ["--from", "-", "--to", "sandbox"], '{"hello":1}\n'],
    [
      "semantic events that nobody named",
      ["--from", "-", "--to", "sandbox"],
      '{"type":"track","event":"Email Opened"}',
    ],
    ["a destination that isn't one", ["--from", "-", "--to", "mars"], lines],
    ["a source that isn't there", ["--from", "/no/such/file", "--to", "sandbox"], ""],
    ["a bad start line", ["--from", "-", "--to", "sandbox", "--start-line", "0"], lines],
  ])("aren't changed by %s", async (what, argv, stdin) => {
    const rejects = join(folder, `${what}.ndjson`);
    await writeFile(rejects, "former\n");
    const { exitCode } = await runCommand(["relay", ...argv, "--rejects", rejects], { stdin });
    expect([exitCode, await readFile(rejects, "utf8")]).toEqual([2, "former\n"]);
  });

  it("are kept by a run with --start-line", async () => {
    const rejects = join(folder, "added.ndjson");
    const stdin = `nonsense\n${lines}17\n`;
    await runCommand(relayTo("sandbox", "--rejects", rejects), { stdin });
    await runCommand(relayTo("sandbox", "--rejects", rejects, "--start-line", "62"), { stdin });
    const kept = (await readFile(rejects, "utf8")).trimEnd().split("\n");
    expect(kept.map((line): { line: number } => JSON.parse(line)).map(({ line }) => line)).toEqual([1, 62, 62]);
  });

  it("are replaced by a run without rejects", async () => {
    const rejects = join(folder, "replaced.ndjson");
    await writeFile(rejects, "former\n");
    const { exitCode } = await runCommand(relayTo("sandbox", "--rejects", rejects), { stdin: lines });
    expect([exitCode, await readFile(rejects, "utf8")]).toEqual([0, ""]);
  });
});

describe("a closed standard output", () => {
  const gone = () =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
    });

  it("makes the relay fail, because the report is lost", async () => {
    const { exitCode, err } = await runCommand(relayTo("sandbox"), { stdin: lines, stdout: gone() });
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^Can't write to standard output \(EPIPE\); this is the report:\n\{"received":60,/);
  });

  it.each(["map", "validate"])("doesn't make %s fail", async (command) => {
    const { exitCode, err } = await runCommand([command, "-"], { stdin: lines, stdout: gone() });
    expect(exitCode).toBe(0);
    expect(err).toMatch(/^received/);
  });

  it("is reported if it was already closed", async () => {
    const stdout = gone();
    stdout.destroy();
    const { exitCode, err } = await runCommand(relayTo("sandbox"), { stdin: lines, stdout });
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/\(ERR_STREAM_DESTROYED\); this is the report:/)]);
  });
});

describe("an event with a key of a million letters", () => {
  it.each(["validate", "map"])("is fast in %s", async (command) => {
    const [event] = airship;
    const stdin = toLines([{ ...event, type: 1, ["k".repeat(990_000)]: 1 }, event]);
    const startedAt = process.cpuUsage().user;
    const { exitCode, out, err } = await runCommand([command, "-", "--vocabulary", "airship"], { stdin });
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(20_000);
    expect(exitCode).toBe(1);
    expect((out + err).split("\n").every((line) => line.length < 2_000)).toBe(true);
  });
});
