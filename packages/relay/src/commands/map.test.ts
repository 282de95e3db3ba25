import { PassThrough, Readable, Writable } from "node:stream";
import { generateAirshipEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { main } from "../main.ts";
import { runCommand, toLines } from "../testing/run-command.ts";

const lines = toLines(generateAirshipEvents({ seed: 2, count: 300 }));

describe("email-events map", () => {
  it("writes the semantic events to stdout and the summary to stderr", async () => {
    const { exitCode, out, err } = await runCommand(["map", "-"], { stdin: lines });
    expect(exitCode).toBe(0);
    const mapped = out
      .trimEnd()
      .split("\n")
      .map((line): { type: string } => JSON.parse(line));
    expect(new Set(mapped.map(({ type }) => type))).toEqual(new Set(["track"]));
    expect(err).toContain(`mapped`);
    expect(Number(/mapped +(\d+)/.exec(err)?.[1])).toBe(mapped.length);
  });

  it("ends quietly when the reader goes away", async () => {
    const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(gone) });
    const stdin = Readable.from([Buffer.from(lines)]);
    expect(await main(["map", "-"], { stdin, stdout, stderr: new PassThrough(), env: {} })).toBe(0);
  });
});
