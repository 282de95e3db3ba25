import { describe, expect, it } from "vitest";
import { runCommand } from "../testing/run-command.ts";

const count = 15;
const toEvent = (index: number): string =>
  `{"type":"open","event_id":"3f01df67-b5a6-11ec-b8dd-0000000000${index + 10}","timestamp":"1649248582414",` +
  '"recipient":"ada@example.com","message_id":"<m@example.com>","additional":{"user_id":9007199254740993}}\n';
const stdin = Array.from({ length: count }, (_, index) => toEvent(index)).join("");
const note = /^line \d+: note: \/additional\/user_id: expected .*, received [^0-9]*2\^53/;

describe("notes of the mapping", () => {
  it("stop no event, and change neither report nor exit code", async () => {
    const argv = ["relay", "--from", "-", "--to", "sandbox", "--report", "json"];
    const { exitCode, out } = await runCommand(argv, { stdin });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      received: count,
      delivered: count,
      skipped: {},
      unrecognized: 0,
      invalid: 0,
      rejected: 0,
      undelivered: 0,
    });
  });

  it.each([
    ["relay", "--from", "-", "--to", "sandbox"],
    ["map", "-"],
  ])("are told on standard error, ten at most: %s", async (...argv) => {
    const { err } = await runCommand(argv, { stdin });
    const lines = err.split("\n").filter((line) => line.includes("note"));
    expect(lines).toHaveLength(11);
    for (const line of lines.slice(0, 10)) expect(line).toMatch(note);
    expect(lines[10]).toBe("... and 5 more; events with notes are passed on without these values.");
  });

  it("are told of a skipped event, too, and by validate on standard output", async () => {
    const rounded = toEvent(0).replace('"recipient":"ada@example.com",', "");
    const mapped = await runCommand(["map", "-"], { stdin: rounded });
    expect(mapped.err).toMatch(note);
    expect(mapped.err).toMatch(/no-identity +1/);
    const odd = await runCommand(["validate", "-"], { stdin: toEvent(0).replace('"ada@example.com"', "{}") });
    expect(odd).toMatchObject({
      exitCode: 0,
      out: "line 1: note: /recipient: expected a string or null, received an object\n",
    });
  });

  it("name an id that never reaches the destination", async () => {
    const { out } = await runCommand(["map", "-"], { stdin: toEvent(0) });
    const mapped: { userId: string } = JSON.parse(out);
    expect(mapped.userId).toBe("ada@example.com");
    expect(out).not.toContain("90071992547409");
  });

  it("name what is too long for the API, and the event is delivered without it", async () => {
    const text = toEvent(0).replace("9007199254740993", `"ada","page":"${"x".repeat(40_000)}"`);
    const { exitCode, out, err } = await runCommand(["relay", "--from", "-", "--to", "sandbox"], { stdin: text });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^delivered +1$/m);
    expect(err).toContain(
      "line 1: note: /mapped/properties/additional/page: expected a value with which the call has at most",
    );
    expect(err).not.toContain("xxx");
  });
});
