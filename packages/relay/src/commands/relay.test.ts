import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { createSandbox, generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../main.ts";
import { freePort } from "../testing/free-port.ts";
import { reportOf, runCommand, toLines } from "../testing/run-command.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-"));
});
afterAll(() => rm(folder, { recursive: true }));

const save = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const airship = [...generateAirshipEvents({ seed: 2, count: 300 })];
const lines = toLines(airship);

describe("an interrupted relay", () => {
  it("stops reading, and accounts for what it has read", async () => {
    const interruption = new AbortController();
    const stdin = new PassThrough();
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const output = Promise.all([text(stdout), text(stderr)]);
    const ended = main(["relay", "--from", "-", "--to", "sandbox", "--report", "json"], {
      stdin,
      stdout,
      stderr,
      env: {},
      interrupt: interruption.signal,
    });
    stdin.write(lines);
    // The source never ends by itself: once all that was written is read, only the interruption is left.
    while (stdin.readableLength > 0) await new Promise((resolve) => setImmediate(resolve));
    interruption.abort();
    expect(await ended).toBe(2);
    stdout.end();
    stderr.end();
    const [out, err] = await output;
    expect(reportOf(out)).toMatchObject({ received: airship.length, invalid: 0, rejected: 0 });
    expect(err).toBe(
      "Interrupted; everything before line 300 is accounted for; --start-line 300 continues from there.\n",
    );
  });
});

describe("email-events relay", () => {
  it("refuses two files, of which one would be left out", async () => {
    const [file, other] = [await save("good.ndjson", lines), await save("other.ndjson", lines)];
    const relay = (...argv: readonly string[]) => runCommand(["relay", "--to=sandbox", "--report=json", ...argv]);
    expect(await relay(`--from=${file}`, `--from=${other}`)).toEqual({
      exitCode: 2,
      out: "",
      err: "error: --from takes one file; join several: cat FILE FILE | email-events relay --from -\n",
    });
    const { out } = await relay(`--from=${file}`, "--from", file);
    expect(reportOf(out)).toMatchObject({ received: airship.length });
  });

  it("relays to the sandbox and reports in one line of JSON with exactly its keys", async () => {
    const file = await save("good.ndjson", lines);
    const { exitCode, out, err } = await runCommand(["relay", "--from", file, "--to", "sandbox", "--report", "json"]);
    expect([exitCode, err, out.split("\n").length]).toEqual([0, "", 2]);
    const report = reportOf(out);
    expect(Object.keys(report ?? {})).toEqual([
      "received",
      "delivered",
      "skipped",
      "unrecognized",
      "invalid",
      "rejected",
      "undelivered",
    ]);
    expect(report).toMatchObject({ received: 300, unrecognized: 0, invalid: 0, rejected: 0 });
  });

  it.each([
    ["an array on one line", JSON.stringify(airship)],
    ["a pretty-printed array", JSON.stringify(airship, undefined, 2)],
    ["gzip", gzipSync(lines)],
    ["two gzip members", Buffer.concat([gzipSync(lines.slice(0, 5_000)), gzipSync(lines.slice(5_000))])],
    ["lines with a byte order mark and carriage returns", `\u{feff}${lines.replaceAll("\n", "\r\n")}`],
  ])("reads %s from standard input the same", async (_what, stdin) => {
    const plain = await runCommand(["relay", "--from", "-", "--to", "sandbox", "--report=json"], { stdin: lines });
    const other = await runCommand(["relay", "--from", "-", "--to", "sandbox", "--report=json"], { stdin });
    expect(other).toEqual(plain);
    expect(reportOf(plain.out)).toMatchObject({ received: 300 });
  });

  it("shows a table without --report", async () => {
    const { exitCode, out } = await runCommand(["relay", "--from", "-", "--to", "sandbox"], { stdin: lines });
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /^received +300\ndelivered +\d+\nskipped +\d+\n(?: {2}[a-z-]+ +\d+\n)+unrecognized +0\ninvalid +0\nrejected +0\nundelivered +0\n$/,
    );
  });

  it("tells bulk-tracking events by their looks", async () => {
    const stdin = toLines(generateBulkTrackingEvents({ seed: 2, count: 200 }));
    const { exitCode, out } = await runCommand(["relay", "--from", "-", "--to", "sandbox", "--report", "json"], {
      stdin,
    });
    expect([exitCode, reportOf(out)]).toMatchObject([0, { received: 200, unrecognized: 0, invalid: 0, rejected: 0 }]);
  });

  it("delivers to a URL with the key of the environment", async () => {
    const sandbox = await createSandbox({ writeKey: "right" });
    try {
      const argv = ["relay", "--from", "-", "--to", sandbox.url, "--report", "json"];
      const { exitCode, out } = await runCommand(argv, { stdin: lines, env: { PIPELINES_WRITE_KEY: "right" } });
      expect(exitCode).toBe(0);
      expect(reportOf(out)).toMatchObject({ received: 300, delivered: sandbox.received().accepted });
      const wrong = await runCommand(argv, { stdin: lines, env: { PIPELINES_WRITE_KEY: "wrong" } });
      expect(wrong.exitCode).toBe(2);
      expect(reportOf(wrong.out)).toMatchObject({ received: 300, delivered: 0 });
      expect(wrong.err + wrong.out).not.toContain('"wrong"');
    } finally {
      await sandbox.close();
    }
  });

  it("sets bad lines aside with line, status, issues and source, and goes on", async () => {
    const [good = ""] = lines.split("\n");
    const unknown = good.replace(/"name":"[a-z_]+"/, '"name":"teleported"');
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const huge = `{"x":"${"y".repeat(2_000_000)}"}`;
    const invalid = ["{", "17", deep, '{"a":1,"a":2}', '{"__proto__":{}}', '{"type":"OFFSET_UPDATE"}', huge];
    const bytes = Buffer.concat([
      Buffer.from(`${[good, unknown, ...invalid].join("\n")}\n"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"\n${good}`),
    ]);
    const rejects = join(folder, "rejects.ndjson");
    const argv = ["relay", "--from", "-", "--to", "sandbox", "--report", "json", "--rejects", rejects];
    const { exitCode, out, err } = await runCommand(argv, { stdin: bytes });
    expect(exitCode).toBe(1);
    expect(reportOf(out)).toMatchObject({ received: 11, unrecognized: 1, invalid: 8, rejected: 0 });
    const entries = (await readFile(rejects, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line): { line: number; status: string; issues: { code: string }[]; truncated?: true } => JSON.parse(line));
    expect(entries.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(entries.map(({ issues }) => issues[0]?.code).slice(3)).toEqual([
      "nesting",
      "duplicate_key",
      "proto_key",
      expect.any(String),
      "too_large",
      "utf8",
    ]);
    expect(entries[1]).toEqual({ line: 3, status: "invalid", issues: [expect.any(Object)], source: "{" });
    expect(entries[7]).toMatchObject({ truncated: true });
    expect((await stat(rejects)).mode & 0o077).toBe(0);
    expect(err).toContain("line 3: invalid: ");
    expect(err).not.toContain("@example.com");
  });

  it("shows ten problems and says where the others are", async () => {
    const { err } = await runCommand(["relay", "--from", "-", "--to", "sandbox"], { stdin: "nonsense\n".repeat(13) });
    expect(err.trimEnd().split("\n")).toHaveLength(11);
    expect(err).toContain("... and 3 more; --rejects FILE keeps them all.");
  });

  it("ends with 2 when the destination can't be reached, each event accounted for", async () => {
    const rejects = join(folder, "undelivered.ndjson");
    const to = `http://127.0.0.1:${await freePort()}`;
    const argv = ["relay", "--from", "-", "--to", to, "--report", "json", "--rejects", rejects, "--deadline", "0.3"];
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines, env: { PIPELINES_WRITE_KEY: "key" } });
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      /^The destination has trouble \(network error ECONNREFUSED\); trying again for up to 0\.3 s\.\n/,
    );
    expect(err).toMatch(/\nNot everything was delivered \(.*ECONNREFUSED.*\), and reading stopped; .*\n$/);
    const report = reportOf(out);
    expect(report).toMatchObject({ received: 300, delivered: 0 });
    const kept = (await readFile(rejects, "utf8")).trimEnd().split("\n");
    expect(report).toMatchObject({ rejected: 0, undelivered: kept.length });
    expect(JSON.parse(kept[0] ?? "")).toMatchObject({ status: "undelivered" });
  });

  it("says that the destination has trouble, once, and delivers all the same", async () => {
    const sandbox = await createSandbox({ respond: ({ number }) => (number < 3 ? { status: 503 } : undefined) });
    try {
      const argv = ["relay", "--from", "-", "--to", sandbox.url, "--report", "json"];
      const { exitCode, out, err } = await runCommand(argv, { stdin: lines, env: { PIPELINES_WRITE_KEY: "key" } });
      expect([exitCode, reportOf(out)]).toMatchObject([0, { received: 300, rejected: 0 }]);
      expect(err).toMatch(/^The destination has trouble \(.*503.*\); trying again for up to 10 minutes\.\n$/);
    } finally {
      await sandbox.close();
    }
  });

  it("ends with 2 when gzip breaks off, and reports what came before", async () => {
    const whole = gzipSync(toLines(generateAirshipEvents({ seed: 2, count: 3_000 })));
    const stdin = whole.subarray(0, whole.length - 2_000);
    const { exitCode, out, err } = await runCommand(["relay", "--from", "-", "--to", "sandbox", "--report", "json"], {
      stdin,
    });
    expect(exitCode).toBe(2);
    // The event that was cut off is one of those that were read.
    expect(err).toMatch(/^line \d+: invalid: .* a text that ends too early\n/);
    expect(err).toMatch(/^Input ended unexpectedly \(unexpected end of file\); /m);
    expect(reportOf(out)).toMatchObject({ invalid: 1 });
    expect(out).toMatch(/"received":\d{3,}/);
  });

  it("shows progress on a terminal, and takes it away", async () => {
    const stdin = lines;
    const { err } = await runCommand(["relay", "--from", "-", "--to", "sandbox"], { stdin, isTTY: true });
    expect(err).toMatch(/\r\d+ events read, \d+ delivered/);
    expect(err.endsWith("\r\u001B[K")).toBe(true);
  });
});
