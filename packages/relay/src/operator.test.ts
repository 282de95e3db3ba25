import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { createSandbox, generateAirshipEvents, generateBulkTrackingEvents, type Sandbox } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runCommand, toLines } from "./testing/run-command.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-operator-"));
});
afterAll(() => rm(folder, { recursive: true }));

const airship = [...generateAirshipEvents({ seed: 2, count: 60 })];
const lines = toLines(airship);
const bulk = toLines(generateBulkTrackingEvents({ seed: 2, count: 60 }));
const env = { PIPELINES_WRITE_KEY: "key" };
const relayTo = (to: string, ...more: readonly string[]) => [
  "relay",
  "--from",
  "-",
  "--to",
  to,
  "--report=json",
  ...more,
];
const relay = relayTo("sandbox");
const specification = {
  action: "track",
  event: "Email Opened",
  user_id: "user_1",
  context: { user_agent: "Mozilla/5.0", traits: { email: "ada@example.com" } },
  properties: { email_id: "msg_1" },
};
const start = async (options: Parameters<typeof createSandbox>[0] = {}): Promise<Sandbox> => {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
};

const inChunks = (text: string): Readable =>
  Readable.from(text.match(/[^]{1,65536}/g)?.map((chunk) => Buffer.from(chunk)) ?? []);

describe("a wrong vocabulary", () => {
  it.each([
    [relay, "bulk-tracking", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
    [relay, "airship", bulk, "looks like bulk-tracking; pass --vocabulary bulk-tracking, or leave it out"],
    [relay, "airship", toLines([specification]), "looks like semantic; pass --vocabulary semantic."],
    [relay, "semantic", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
    [["map", "-"], "bulk-tracking", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
    [["validate", "-"], "bulk-tracking", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
  ])("is no success: %j --vocabulary %s", async (argv, vocabulary, stdin, words) => {
    const { exitCode, err } = await runCommand([...argv, "--vocabulary", vocabulary], { stdin });
    expect([exitCode, err]).toEqual([1, expect.stringContaining(`No event was recognized: this ${words}`)]);
  });

  it("isn't suspected where events of the right one are all invalid", async () => {
    const seconds = bulk.replaceAll(/"timestamp":"(\d{10})\d{3}"/g, '"timestamp":"$1"');
    const { exitCode, err } = await runCommand([...relay], { stdin: seconds });
    expect([exitCode, err]).toEqual([1, expect.stringContaining("looks like seconds")]);
    expect(err).not.toContain("No event was recognized");
  });

  it("of which nothing is known either is no success", async () => {
    const stdin = toLines([{ type: "CUSTOM", body: { name: "bought" } }]);
    const { exitCode, err } = await runCommand(relay, { stdin });
    expect([exitCode, err]).toEqual([1, expect.stringContaining("No event was recognized; check that the source")]);
  });
});

describe("nothing to read", () => {
  it.each([relay, ["map", "-"], ["validate", "-"]])("is no success: %s %s", async (...argv) => {
    for (const stdin of ["", "\n \n"]) {
      const { exitCode, err } = await runCommand(argv, { stdin });
      expect([exitCode, err]).toEqual([2, expect.stringMatching(/^No event was read: standard input holds none\.$/m)]);
    }
  });

  it("names the line that is behind the end", async () => {
    const { exitCode, err } = await runCommand(["validate", "-", "--start-line", "61"], { stdin: lines });
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^No event was read: .* none from line 61 on\.$/m)]);
  });
});

describe("semantic events", () => {
  it.each([relay, ["map", "-"]])("are named as such where nobody named them: %s %s", async (...argv) => {
    const { exitCode, out, err } = await runCommand(argv, { stdin: toLines([specification]) });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toBe("These are semantic events already; pass --vocabulary semantic to take them without mapping.\n");
  });

  it("are delivered with the same id each time, where they have a time", async () => {
    const sandbox = await start();
    const timestamp = "2026-03-09T17:41:12.000Z";
    const stdin = toLines([{ ...specification, timestamp }]);
    for (let run = 0; run < 2; run += 1) {
      const { exitCode, out } = await runCommand(relayTo(sandbox.url, "--vocabulary", "semantic"), { stdin, env });
      expect([exitCode, JSON.parse(out)]).toMatchObject([0, { received: 1, delivered: 1 }]);
    }
    const [first, second] = sandbox.events();
    expect(first).toMatchObject({ type: "track", userId: "user_1", context: { userAgent: "Mozilla/5.0" }, timestamp });
    expect(first?.["messageId"]).toEqual(expect.any(String));
    expect(second?.["messageId"]).toBe(first?.["messageId"]);
  });

  it("are brought into the API's spelling by map", async () => {
    const stdin = toLines([specification]);
    const { exitCode, out } = await runCommand(["map", "-", "--vocabulary", "semantic"], { stdin });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      type: "track",
      event: "Email Opened",
      userId: "user_1",
      context: { userAgent: "Mozilla/5.0", traits: { email: "ada@example.com" } },
      properties: { email_id: "msg_1" },
    });
  });
});

describe("--start-line", () => {
  const stdin = `nonsense\n\n${lines}17\n`;

  it.each([
    [relay, "61", 3],
    [["map", "-"], "61", 3],
    [["validate", "-"], "63", 1],
    [["validate", "-"], "1", 62],
    [["validate", "-"], "2", 61],
  ])("counts lines as the issues do: %j %s reads %i events", async (argv, startLine, received) => {
    const { exitCode, out, err } = await runCommand([...argv, "--start-line", startLine], { stdin });
    expect(exitCode).toBe(1);
    expect(out + err).toMatch(new RegExp(`received"?[: ]+${received}\\b`));
    expect(out + err).toContain("line 63: invalid");
  });

  it("reads the same lines of gzip", async () => {
    const file = join(folder, "start.gz");
    await writeFile(file, gzipSync(stdin));
    const { out } = await runCommand(["validate", file, "--start-line", "63"]);
    expect(out).toMatch(/^line 63: invalid: [^\n]+\n$/);
  });

  it("goes on where a run ended: nothing is lost, and what comes twice has the same id", async () => {
    // More than the client holds at a time, so that some of it is still unread when the run ends.
    const count = 24_000;
    const many = toLines(generateAirshipEvents({ seed: 3, count }));
    const whole = await runCommand(["map", "-"], { stdin: many });
    const ids = new Set(
      whole.out
        .trimEnd()
        .split("\n")
        .map((line): string => JSON.parse(line).messageId),
    );

    let isBroken = true;
    // A route to the API that leads elsewhere after two requests.
    const respond = ({ number }: { readonly number: number }) =>
      isBroken && number > 2 ? { status: 404, body: "no such page" } : undefined;
    const sandbox = await start({ keep: count, respond });
    const first = await runCommand(relayTo(sandbox.url), { stdin: inChunks(many), env });
    expect([first.exitCode, sandbox.received().accepted > 0]).toEqual([2, true]);
    const [, line = ""] = /--start-line (\d+) goes on/.exec(first.err) ?? [];
    isBroken = false;
    const second = await runCommand(relayTo(sandbox.url, "--start-line", line), { stdin: many, env });
    expect(second.exitCode).toBe(0);
    expect(new Set(sandbox.events().map(({ messageId }) => messageId))).toEqual(ids);
    const report: { received: number } = JSON.parse(first.out);
    expect(report.received).toBeLessThan(count);
  });

  it("is the first line where a list stands on it", async () => {
    const broken = await start({ respond: () => ({ status: 404 }) });
    const { exitCode, err } = await runCommand(relayTo(broken.url), { stdin: JSON.stringify(airship), env });
    expect([exitCode, err]).toEqual([2, expect.stringContaining("and reading stopped; run it again from the start.")]);
  });
});

describe("a destination that refuses the first connection", () => {
  const freePort = async (): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return address !== null && typeof address === "object" ? address.port : 0;
  };

  it("is waited for, and told of", async () => {
    const port = await freePort();
    let opening: Promise<Sandbox> | undefined;
    const onStderr = (text: string): void => {
      if (text.includes("has trouble")) opening ??= start({ port });
    };
    const argv = relayTo(`http://127.0.0.1:${port}`);
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines, env, onStderr });
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { received: 60, rejected: 0 }]);
    expect(err).toBe("The destination has trouble (network error ECONNREFUSED); trying again for up to 10 minutes.\n");
    expect((await opening)?.received().accepted).toBeGreaterThan(0);
  });
});

describe("a destination that says nothing", () => {
  it("is what an interrupted run says that it waits for; abandoned, all comes back", async () => {
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

describe("wrong usage", () => {
  it.each([
    [[...relay, "--start-line", "0"], /^Give --start-line the number of a line; the first one is 1\.$/],
    [[...relay, "--start-line=-1"], /^Give --start-line/],
    [[...relay, "--start-line", "1.5"], /^Give --start-line/],
    [["map", "-", "--start-line", "x"], /^Give --start-line/],
    [["validate", "-", "--start-line", "0x10"], /^Give --start-line/],
    [[...relay, "--deadline", "0"], /^Give --deadline a number of seconds above 0/],
    [[...relay, "--deadline", "soon"], /^Give --deadline/],
    [[...relay, "--deadline", "1e9"], /^Give --deadline/],
    [[...relay, "--deadline", "604801"], /^Give --deadline/],
    [[...relay, "--report", "xml"], /^Give --report json/],
    [[...relay, "--rejects", "/no/such/folder/x"], /^Can't write \/no\/such\/folder\/x \(ENOENT\)/],
    [[...relay, "--rejects", "/"], /^Can't write \/ \(EISDIR\)/],
    [
      [...relay, "--vocabulary", "latin"],
      /^There is no vocabulary "latin"; give --vocabulary airship or bulk-tracking/,
    ],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
