import { generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it } from "vitest";
import { relayTo, runCommand, toLines } from "../src/testing/run-command.ts";

const lines = toLines(generateAirshipEvents({ seed: 2, count: 60 }));
const bulk = toLines(generateBulkTrackingEvents({ seed: 2, count: 60 }));
const relay = relayTo("sandbox");
const specification = {
  action: "track",
  event: "Email Opened",
  user_id: "user_1",
  context: { user_agent: "Mozilla/5.0", traits: { email: "ada@example.com" } },
  properties: { email_id: "msg_1" },
};

describe("a wrong vocabulary", () => {
  it.each([
    [relay, "bulk-tracking", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
    [relay, "airship", bulk, "looks like bulk-tracking; pass --vocabulary bulk-tracking, or leave it out"],
    [relay, "airship", toLines([specification]), "looks like semantic; pass --vocabulary semantic."],
    [relay, "semantic", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
    [["map", "-"], "bulk-tracking", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
    [["validate", "-"], "bulk-tracking", lines, "looks like airship; pass --vocabulary airship, or leave it out"],
  ])("fails: %j --vocabulary %s", async (argv, vocabulary, stdin, words) => {
    const { exitCode, err } = await runCommand([...argv, "--vocabulary", vocabulary], { stdin });
    expect([exitCode, err]).toEqual([1, expect.stringContaining(`No event was recognized: this ${words}`)]);
  });

  it("isn't assumed if all events are invalid in the right one", async () => {
    const seconds = bulk.replaceAll(/"timestamp":"(\d{10})\d{3}"/g, '"timestamp":"$1"');
    const { exitCode, err } = await runCommand([...relay], { stdin: seconds });
    expect([exitCode, err]).toEqual([1, expect.stringContaining("looks like seconds")]);
    expect(err).not.toContain("No event was recognized");
  });

  it("fails for events of no vocabulary", async () => {
    const stdin = toLines([{ type: "CUSTOM", body: { name: "bought" } }]);
    const { exitCode, err } = await runCommand(relay, { stdin });
    expect([exitCode, err]).toEqual([1, expect.stringContaining("No event was recognized; check that the source")]);
  });
});

describe("nothing to read", () => {
  it.each([relay, ["map", "-"], ["validate", "-"]])("fails: %s %s", async (...argv) => {
    for (const stdin of ["", "\n \n"]) {
      const { exitCode, err } = await runCommand(argv, { stdin });
      expect([exitCode, err]).toEqual([2, expect.stringMatching(/^No event was read: standard input holds none\.$/m)]);
    }
  });

  it("reports a start line after the end", async () => {
    const { exitCode, err } = await runCommand(["validate", "-", "--start-line", "61"], { stdin: lines });
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^No event was read: .* none from line 61 on\.$/m)]);
  });
});
