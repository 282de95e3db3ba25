import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relayTo, runCommand, toLines } from "../src/testing/run-command.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-start-line-"));
});
afterAll(() => rm(folder, { recursive: true }));

const airship = [...generateAirshipEvents({ seed: 2, count: 60 })];
const lines = toLines(airship);
const env = { PIPELINES_WRITE_KEY: "key" };
const relay = relayTo("sandbox");

const inChunks = (text: string): Readable =>
  Readable.from(text.match(/[^]{1,65536}/g)?.map((chunk) => Buffer.from(chunk)) ?? []);

describe("--start-line", () => {
  const stdin = `nonsense\n\n${lines}17\n`;

  it.each([
    [relay, "61", 3],
    [["map", "-"], "61", 3],
    [["validate", "-"], "63", 1],
    [["validate", "-"], "1", 62],
    [["validate", "-"], "2", 61],
  ])("counts lines as in issues: %j %s reads %i events", async (argv, startLine, received) => {
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

  it("continues a run: nothing is lost, and duplicates have the same id", async () => {
    // More than the 5,000 that are read before the run ends.
    const count = 12_000;
    const many = toLines(generateAirshipEvents({ seed: 3, count }));
    const whole = await runCommand(["map", "-"], { stdin: many });
    const ids = new Set(
      whole.out
        .trimEnd()
        .split("\n")
        .map((line): string => JSON.parse(line).messageId),
    );

    let isBroken = true;
    // A route to the API that fails after two requests.
    const respond = ({ number }: { readonly number: number }) =>
      isBroken && number > 2 ? { status: 404, body: "no such page" } : undefined;
    const sandbox = await startSandbox({ keep: count, respond });
    const first = await runCommand(relayTo(sandbox.url), { stdin: inChunks(many), env });
    expect([first.exitCode, sandbox.received().accepted > 0]).toEqual([2, true]);
    const [, line = ""] = /--start-line (\d+) continues/.exec(first.err) ?? [];
    isBroken = false;
    const second = await runCommand(relayTo(sandbox.url, "--start-line", line), { stdin: many, env });
    expect(second.exitCode).toBe(0);
    expect(new Set(sandbox.events().map(({ messageId }) => messageId))).toEqual(ids);
    const report: { received: number } = JSON.parse(first.out);
    expect(report.received).toBeLessThan(count);
  });

  it("is the first line for a list on one line", async () => {
    const broken = await startSandbox({ respond: () => ({ status: 404 }) });
    const { exitCode, err } = await runCommand(relayTo(broken.url), { stdin: JSON.stringify(airship), env });
    expect([exitCode, err]).toEqual([2, expect.stringContaining("and reading stopped; run it again from the start.")]);
  });
});
