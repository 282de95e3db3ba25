import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { listWords } from "@email-events/cli";
import { describe, expect, it, onTestFinished } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { eventGenerators } from "./generated/generators.ts";
import { createSandbox } from "./pipelines-api/create-sandbox.ts";
import { main } from "./main.ts";
import { postStream } from "./testing/stream-request.ts";

const run = async (argv: readonly string[], signal = new AbortController().signal) => {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await main(argv, { stdout, stderr, signal });
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { exitCode, out, err };
};

describe("generate", () => {
  it("writes as many lines of JSON as asked for, the same for the same seed", async () => {
    const first = await run(["generate", "--count", "300", "--seed", "5"]);
    const events = first.out
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect([first.exitCode, events.length, first.err]).toEqual([0, 300, ""]);
    expect((await run(["generate", "--seed=5", "--count=300"])).out).toBe(first.out);
  });

  it("writes bulk-tracking events", async () => {
    const { out } = await run(["generate", "--vocabulary", "bulk-tracking", "--count", "2"]);
    expect(out).toContain('"event_id"');
  });

  it("ends quietly when the reader goes away", async () => {
    const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(gone) });
    const stderr = new PassThrough();
    const signal = new AbortController().signal;
    expect(await main(["generate", "--count", "10000"], { stdout, stderr, signal })).toBe(0);
    expect(stderr.read()).toBeNull();
  });

  it.each([
    ["generate", "--count", "10"],
    ["generate", "--count", "10000"],
    ["--help"],
    ["serve", "--port", "0"],
    ["send", "--to", "http://127.0.0.1:1", "--count", "0"],
  ])("and the other commands say that the disk is full: %s", async (...argv) => {
    const full = Object.assign(new Error("write ENOSPC"), { code: "ENOSPC" });
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(full) });
    const stderr = new PassThrough();
    const exitCode = await main(argv, { stdout, stderr, signal: new AbortController().signal });
    expect([exitCode, String(stderr.read())]).toEqual([2, "error: Can't write to standard output (ENOSPC).\n"]);
  });

  it("waits for a slow reader", async () => {
    const waiting: (() => void)[] = [];
    let chunks = 0;
    const stdout = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        chunks += 1;
        waiting.push(done);
        setImmediate(() => waiting.splice(0).forEach((resume) => resume()));
        expect(stdout.writableLength).toBeLessThan(200_000);
      },
    });
    const stderr = new PassThrough();
    expect(await main(["generate", "--count", "2000"], { stdout, stderr, signal: new AbortController().signal })).toBe(
      0,
    );
    expect(chunks).toBeGreaterThan(5);
  });
});

describe("serve", () => {
  it("listens until it is interrupted, then tells what it received", async () => {
    const stop = new AbortController();
    const stdout = new PassThrough();
    const running = main(["serve", "--port", "0"], { stdout, stderr: new PassThrough(), signal: stop.signal });
    const [greeting] = (await stdout.iterator({ destroyOnReturn: false }).next()).value.toString().split(";");
    const url = String(greeting).replace("Pipelines API at ", "");
    const headers = { authorization: `Basic ${Buffer.from("k:").toString("base64")}` };
    const body = JSON.stringify({ userId: "ada", event: "Hello" });
    expect((await fetch(`${url}/v1/track`, { method: "POST", headers, body })).status).toBe(200);
    stop.abort();
    expect(await running).toBe(0);
    expect(String(stdout.read())).toContain('"accepted":1');
  });
});

describe("serve, for each request,", () => {
  const serve = async (...argv: readonly string[]): Promise<string> => {
    const stop = new AbortController();
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const running = main(["serve", "--port", "0", ...argv], { stdout, stderr, signal: stop.signal });
    const [greeting] = (await stdout.iterator({ destroyOnReturn: false }).next()).value.toString().split(";");
    const url = String(greeting).replace("Pipelines API at ", "");
    const headers = { authorization: `Basic ${Buffer.from("k:").toString("base64")}` };
    const batch = [
      { type: "track", userId: "ada", event: "Hello" },
      { type: "track", event: "Hello" },
    ];
    await fetch(`${url}/v1/batch`, { method: "POST", headers, body: JSON.stringify({ batch }) });
    stop.abort();
    await running;
    return String(stderr.read() ?? "");
  };

  it("prints a line with what became of the calls, and why", async () => {
    expect(await serve()).toMatch(
      /^\d\d:\d\d:\d\d #1 \/v1\/batch permissive 200, \d+ bytes: 1 accepted, 1 dropped \(batch\[1\]: one of .* is required\)\n$/,
    );
  });

  it("prints nothing with --quiet", async () => {
    expect(await serve("--quiet")).toBe("");
  });
});

describe("stream", () => {
  it("listens until it is interrupted, with the faults in order, then tells what it served", async () => {
    const stop = new AbortController();
    const stdout = new PassThrough();
    const argv = ["stream", "--port", "0", "--count", "50", "--token", "t", "--app-key", "a", "--duplicates", "0.5"];
    const faults = ["--fault", "503", "--fault", "cut-line:7", "--repeat-faults", "--gzip", "never"];
    const io = { stdout, stderr: new PassThrough(), signal: stop.signal };
    const running = main([...argv, ...faults], io);
    const [greeting] = (await stdout.iterator({ destroyOnReturn: false }).next()).value.toString().split(";");
    const url = String(greeting).replace("Airship stream at ", "");
    const answers: (readonly [number, number])[] = [];
    for (let round = 0; round < 4; round += 1) {
      const answer = await postStream(url);
      answers.push([answer.status, (await answer.rest()).text.split("\n").length]);
    }
    expect(answers).toEqual([
      [503, 1],
      [200, 8],
      [503, 1],
      [200, 8],
    ]);
    stop.abort();
    expect(await running).toBe(0);
    expect(JSON.parse(String(stdout.read()))).toMatchObject({ requests: 4, events: 14, breaks: { "cut-line": 2 } });
  });
});

describe("send", () => {
  it("posts events until each is confirmed, says once why it must wait, and tells its counts", async () => {
    const answers = [503, 503, 429, 200, 200, 200];
    const seen: string[] = [];
    const server = createServer((incoming, response) => {
      seen.push(`${incoming.headers["content-encoding"]} ${incoming.headers.authorization}`);
      incoming.resume().once("end", () => response.writeHead(answers.shift() ?? 200).end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const argv = ["send", "--to", url, "--secret", "s", "--count", "250", "--gzip", "--retry-delay", "1"];
    const { exitCode, out, err } = await run([...argv, "--fault", "lost-answer"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      confirmed: 250,
      requests: 6,
      resends: 3,
      statuses: { none: 1, 503: 1, 429: 1, 200: 3 },
    });
    expect(err.trimEnd().split("\n")).toEqual([
      "The webhook gave no answer; the batch is sent again until it is confirmed.",
      "The webhook answered 503; the batch is sent again until it is confirmed.",
      "The webhook answered 429; the batch is sent again until it is confirmed.",
    ]);
    expect(new Set(seen)).toEqual(new Set(["gzip Bearer s"]));
  });

  it("ends with its counts when it is interrupted before anything is confirmed", async () => {
    const stop = new AbortController();
    const running = run(["send", "--to", "http://127.0.0.1:1", "--retry-delay", "60000"], stop.signal);
    setImmediate(() => stop.abort());
    expect(await running).toMatchObject({ exitCode: 0, out: expect.stringContaining('"confirmed":0') });
  });
});

describe("wrong usage", () => {
  it.each([
    [[], /^error: Missing command \(serve, stream, send or generate; run email-events-sandbox --help\)$/],
    [
      ["toString"],
      /^error: Unknown command "toString" \(serve, stream, send or generate; run email-events-sandbox --help\)$/,
    ],
    [["genrate"], /^error: Unknown command "genrate" \(did you mean generate\?\)$/],
    [["generate", "--cuont", "3"], /^error: Unknown option --cuont \(did you mean --count\?\)$/],
    [["generate", "--nope"], /^error: Unknown option --nope \(run email-events-sandbox generate --help\)$/],
    [["generate", "--count"], /^error: --count requires a value \(a whole number, 0 or more\)$/],
    [["generate", "--count", "-1"], /^error: --count requires a value/],
    [["generate", "--count", "many"], /^error: --count must be a whole number, 0 or more, not "many"$/],
    [["generate", "--count=1e3"], /^error: --count must be a whole number, 0 or more, not "1e3"$/],
    [["generate", "--seed", "4294967296"], /^error: --seed must be a whole number from 0 to 4294967295, not/],
    [
      ["generate", "--vocabulary", "latin"],
      new RegExp(`^error: --vocabulary must be ${listWords(Object.keys(eventGenerators))}, not "latin"$`),
    ],
    [["generate", "--vocabulary", "bulk_tracking"], /\(did you mean bulk-tracking\?\)$/],
    [["generate", "more"], /^error: Unexpected argument "more" \(run email-events-sandbox generate --help\)$/],
    [["serve", "--port", "99999"], /^error: --port must be a whole number from 0 to 65535, not "99999"$/],
    [["serve", "--port", "0", "--write-key", " "], /^error: --write-key must not be blank/],
    [
      ["stream", "--fault", "explode"],
      /^error: --fault must be a status such as 503, delay:MS, or end, .*not "explode"$/,
    ],
    [["stream", "--fault"], /^error: --fault requires a value \(a status/],
    [["stream", "--duplicates", "2"], /^error: --duplicates must be a number from 0 to 1/],
    [["stream", "--gzip", "sometimes"], /^error: --gzip must be asked, always or never, not "sometimes"$/],
    [["stream", "--token", " "], /^error: --token must not be blank \(leave it out to accept any token\)$/],
    [["send"], /^error: --to is required \(an http URL on 127\.0\.0\.1 or localhost\)$/],
    [["send", "--to", "https://a:b@example.com"], /^error: --to must be an http URL on 127\.0\.0\.1 or localhost$/],
    [["send", "--to", "http://127.0.0.1:1", "--fault", "cut"], /^error: --fault must be cut-fin, .*not "cut"/],
    [["send", "--to", "http://127.0.0.1:1", "--secret", "a b"], /^error: --secret must be visible ASCII characters/],
    [["send", "--to", "http://127.0.0.1:1", "--batch", "0"], /^error: --batch must be a whole number from 1 to/],
    [["serve", "--port", "0", "--write-key="], /^error: --write-key must not be blank/],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, out, err } = await run(argv);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it("is a port that another server has", async () => {
    const sandbox = await createSandbox();
    onTestFinished(() => sandbox.close());
    const { port } = new URL(sandbox.url);
    const { exitCode, err } = await run(["serve", "--port", port]);
    expect([exitCode, err]).toEqual([
      2,
      `error: Can't listen on port ${port} (choose another --port, or 0 for any free one)\n`,
    ]);
  });
});

describe("help", () => {
  it("shows help when asked", async () => {
    const { exitCode, out } = await run(["generate", "--help"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("--vocabulary");
  });

  it.each([[["--help"]], [["-h"]], [["help"]]])("lists the commands for %j", async (argv) => {
    const { exitCode, out, err } = await run(argv);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: email-events-sandbox COMMAND \[options\]\n/);
    expect(out).toMatch(/^ {2}serve +\S[^]*^ {2}generate +\S/m);
  });

  it.each(["serve", "stream", "send", "generate"])("of %s has examples that can be run", async (command) => {
    const { out } = await run(["help", command]);
    const examples = [...out.matchAll(/^ {2}\$ npx @email-events\/sandbox ([^|>\n]*)/gm)].map(
      ([, words = ""]) => words,
    );
    expect(examples).toHaveLength(2);
    for (const words of examples) {
      const argv = words
        .trim()
        .replace(/^(?:serve|stream)/, "$& --port 0")
        .split(/\s+/);
      expect(await run(argv, AbortSignal.abort())).toMatchObject({ exitCode: 0, err: "" });
    }
  });

  it("has the version beside it", async () => {
    expect(await run(["--version"])).toEqual({ exitCode: 0, out: `${manifest.version}\n`, err: "" });
  });
});
