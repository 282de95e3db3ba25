import { wildCases } from "@email-events/diagnose/testing";
import { generateAirshipEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { runCommand, toLines } from "../testing/run-command.ts";

const opened = { type: "track", event: "Email Open", userId: "nora@example.com", messageId: "m-1" };

describe("npx @email-events/relay explain", () => {
  it("prints each stage of an event, with the place, the next step and the source", async () => {
    const { exitCode, out } = await runCommand(["explain", "-"], { stdin: JSON.stringify(opened) });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^line 1: semantic Email Open: ends at noticed$/m);
    for (const stage of ["read", "recognized", "valid", "mapped", "answered"])
      expect(out).toMatch(new RegExp(`^  ${stage} +passes +\\S`, "m"));
    expect(out).toMatch(/^ {2}noticed +fails +The name is nearly that of a semantic event, Email Opened/m);
    expect(out).toMatch(/^ +at line 1, column 25: \/event$/m);
    expect(out).toMatch(/^ +next: .*name it exactly: Email Opened\.$/m);
    expect(out).toMatch(/^ +source: Customer\.io/m);
    expect(out).not.toContain("nora@");
  });

  // Options of a diagnosis have no flag: the command can't know whether a key is accepted.
  it.each(Object.entries(wildCases).filter(([, { options }]) => options === undefined))(
    "ends at the right stage, with the right next step: %s",
    async (_, { ends, next, status = "fails", text }) => {
      const { exitCode, out } = await runCommand(["explain", "-"], { stdin: text });
      expect(exitCode).toBe(status === "fails" ? 1 : 0);
      expect(out).toContain(`: ends at ${ends}`);
      expect(out.split("\n").filter((line) => line.includes("next: ") && next.test(line))).not.toEqual([]);
    },
  );

  it("prints the first event of each kind, and counts all", async () => {
    const { exitCode, out, err } = await runCommand(["explain", "-"], {
      stdin: toLines(generateAirshipEvents({ seed: 2, count: 300 })),
    });
    expect(exitCode).toBe(0);
    expect(out.match(/^line \d+/gm)?.length).toBe(err.match(/^(?:arrives|[a-z]+: \S+) +\d+$/gm)?.length);
    const counts = [...err.matchAll(/^(?:arrives|[a-z]+: \S+) +(\d+)$/gm)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
  });

  it("prints every event as JSON with --json", async () => {
    const stdin = `${JSON.stringify(opened)}\n{"half`;
    const { out } = await runCommand(["explain", "-", "--json"], { stdin });
    const ends = out
      .trimEnd()
      .split("\n")
      .map((line): { endsAt: { name: string } } => JSON.parse(line));
    expect(ends.map(({ endsAt }) => endsAt.name)).toEqual(["noticed", "read"]);
  });

  it("goes by the options of the mapping", async () => {
    const event =
      '{"id":"e-1","type":"CUSTOM","occurred":"2026-03-09T07:41:12.000Z","device":{"device_type":"EMAIL",' +
      '"delivery_address":"nora@example.com"},"body":{"name":"open"}}';
    const skipped = await runCommand(["explain", "-"], { stdin: event });
    expect(skipped.exitCode).toBe(0);
    const [, option = ""] = /--map "(.*)"/.exec(skipped.out) ?? [];
    expect(option).toBe("airship.opens=both");
    const mapped = await runCommand(["explain", "-", "--map", option], { stdin: event });
    expect(mapped.out).toContain("line 1: airship open: arrives");
  });

  it("says that a relay wouldn't read events of several vocabularies from one source", async () => {
    const click = '{"type":"click","event_id":"e-1","timestamp":"1773042072000","recipient":"nora@example.com"}';
    const mixed = { stdin: `${JSON.stringify(opened)}\n${click}\n{}` };
    expect((await runCommand(["explain", "-"], mixed)).err).toMatch(/several vocabularies: semantic, bulk-tracking\./);
    const named = await runCommand(["explain", "-", "--vocabulary", "semantic"], mixed);
    expect(named.err).not.toMatch(/several/);
  });

  it.each([
    ["", /The text is empty\. Paste an event/],
    ["\u0000\u0001\u0002", /This isn't text/],
  ])("ends with 2 where there is no event: %j", async (stdin, message) => {
    expect(await runCommand(["explain", "-"], { stdin })).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(message),
    });
  });
});
