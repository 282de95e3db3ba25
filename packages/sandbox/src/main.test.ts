import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { main } from "./main.ts";

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

describe("wrong usage", () => {
  it.each([
    [[], /^Say what to do/],
    [["toString"], /^Say what to do/],
    [["generate", "--cuont", "3"], /^There is no option --cuont; run .* --help/],
    [["generate", "--count"], /^Give --count a value/],
    [["generate", "--count", "many"], /^Give --count a whole number/],
    [["generate", "--vocabulary", "latin"], /^Give --vocabulary airship or bulk-tracking/],
    [["generate", "more"], /^Leave out "more"/],
    [["serve", "--port", "99999"], /^Give --port a whole number/],
    [["serve", "--port", "0", "--write-key", " "], /^writeKey must not be blank/],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, err } = await run(argv);
    expect(exitCode).toBe(2);
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it("shows help when asked", async () => {
    const { exitCode, out } = await run(["generate", "--help"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("--vocabulary");
  });
});
