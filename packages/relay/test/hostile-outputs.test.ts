import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listWords } from "@email-events/cli";
import { vocabularyNames } from "@email-events/diagnose/sources";
import { createSandbox, generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { relay } from "../src/relaying/relay.ts";
import { bytesOf, oneByOne, type SendEach } from "../src/testing/run-relay.ts";
import { hostile, isHarmless } from "../src/testing/hostile-text.ts";
import { runCommand, toLines } from "../src/testing/run-command.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-hostile-"));
});
afterAll(() => rm(folder, { recursive: true }));

const events = [...generateAirshipEvents({ seed: 3, count: 40 })];
const env = { PIPELINES_WRITE_KEY: "key" };

const run = async (argv: readonly string[], stdin = "") => {
  const result = await runCommand(argv, { stdin, env });
  const lines = `${result.out}\n${result.err}`.split("\n");
  for (const line of lines) {
    expect(isHarmless(line.startsWith("{") ? "" : line), line).toBe(true);
    expect(line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "")).toBe(line);
    if (!line.startsWith("{")) expect(line.length).toBeLessThanOrEqual(2_000);
  }
  return { ...result, lines };
};

describe("the output of commands", () => {
  it.each([
    [[hostile]],
    [["relay", hostile]],
    [["relay", `--${hostile}`]],
    [["relay", "--lovelace=@babbage.example"]],
    [["relay", `--form=${hostile}`]],
    [["relay", "--to", `-${hostile}`]],
    [["help", hostile]],
    [["--to", hostile, "relay"]],
    [["relay", "--from", hostile, "--to", "sandbox"]],
    [["relay", "--from", "-", "--to", hostile]],
    [["relay", "--from", "-", "--to", `https://${hostile}`]],
    [["relay", "--from", "-", "--to", "sandbox", "--rejects", `/no/${hostile}`]],
    [["relay", "--from", "-", "--to", "sandbox", "--report", hostile]],
    [["relay", "--from", "-", "--to", "sandbox", "--vocabulary", hostile]],
    [["map", hostile]],
    [["validate", "-", hostile]],
    [["validate", "-", "--start-line", hostile]],
  ])("is safe for hostile arguments (%#), and says what to do", async (argv) => {
    const { exitCode, err } = await run(argv);
    expect(exitCode).toBe(2);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).toMatch(/run |give |must be |requires a value|did you mean|\.$/i);
  });

  it.each(["x", "y "])("says what to do after an argument with 100 kB of %j", async (unit) => {
    const word = unit.repeat(100_000 / unit.length);
    expect((await run([word])).err).toContain(
      "(relay, run, ingest, deliver, validate, map, explain, rejects, offset, state, queue or config; run email-events --help)",
    );
    expect((await run(["map", "-", "--vocabulary", word])).err).toContain(
      `--vocabulary must be ${listWords(vocabularyNames)}, not`,
    );
    expect((await run(["relay", "--from", "-", "--to", word])).err).toContain("give --to sandbox");
    expect((await run(["map", "-", word])).err).toContain("run email-events map --help");
  });

  it("is safe for a file name", async () => {
    const path = join(folder, hostile.replaceAll("/", ""));
    await writeFile(path, "");
    expect((await run(["map", path])).err).toContain("No event was read");
    expect((await run(["relay", "--from", path, "--to", "sandbox"])).err).toContain("No event was read");
  });

  it.each([["validate"], ["map"]])("is safe for keys and values of events: %s", async (command) => {
    const body = { [hostile]: hostile, name: 7 };
    const stdin = toLines([
      ...events.map((event) => ({ ...event, type: hostile })),
      { ...events[0], body },
      { type: "track", event: "Email Opened", userId: "u", properties: { email_id: 1 }, context: { [hostile]: 1 } },
      { type: "track", event: "Email Opened", userId: "u", integrations: { [hostile]: 1 }, properties: {} },
    ]);
    for (const vocabulary of ["airship", "semantic"])
      expect((await run([command, "-", "--vocabulary", vocabulary], stdin)).lines.length).toBeGreaterThan(3);
  });

  it("is safe for valid events, and parses to the same events", async () => {
    const { out } = await run(["map", "-"], toLines(events.map((event) => ({ ...event, "\u009b": "\u202e" }))));
    const semantic = { type: "track", event: "Email Opened", userId: hostile, properties: { email_id: hostile } };
    const mapped = await run(["map", "-", "--vocabulary", "semantic"], toLines([semantic]));
    expect(out).not.toBe("");
    expect(JSON.parse(mapped.out)).toMatchObject(semantic);
  });

  it.each([
    ["refuses events", 400],
    ["is out of order", 404],
  ])("is safe for the answer of an API that %s", async (_, status) => {
    const body = JSON.stringify({ meta: { errors: [hostile] } });
    const sandbox = await createSandbox({ respond: () => ({ status, body }) });
    onTestFinished(() => sandbox.close());
    const { err } = await run(["relay", "--from", "-", "--to", sandbox.url], toLines(events));
    expect(err).toContain("[address]");
  });

  it.each([[[]], [["--report", "json"]]])("is safe for names of unrecognized events: %j", async (report) => {
    const argv = ["relay", "--from", "-", "--to", "sandbox", "--vocabulary", "airship", ...report];
    const names = [hostile, "\u001B[31m ada.l@example.com"];
    const { out, err } = await run(argv, toLines(names.map((type) => ({ type }))));
    expect(out + err).toContain('"\\u{1b}[31m [address]" ');
  });

  it("is safe for set-aside events that are printed", async () => {
    const argv = ["relay", "--from", "-", "--to", "sandbox", "--vocabulary", "airship", "--rejects"];
    const path = join(folder, "rejects.ndjson");
    await run([...argv, path], `{"type":${JSON.stringify(hostile)}}\n`);
    const kept = await readFile(path, "utf8");
    expect(JSON.parse(kept)).toMatchObject({ status: "unrecognized" });
    expect(kept.trimEnd()).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });
});

describe("the reason of a failed relay", () => {
  it("contains no address and no control character", async () => {
    const send: SendEach = async function* (sent) {
      for await (const event of sent) yield { status: "undelivered", event, reason: hostile };
    };
    const { failure } = await relay({ source: bytesOf(toLines(events)), sendChunks: oneByOne(send) });
    expect(failure?.kind).toBe("undelivered");
    expect(isHarmless(failure?.reason ?? "")).toBe(true);
  });
});
