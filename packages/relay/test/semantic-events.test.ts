import { describe, expect, it } from "vitest";
import { relayTo, runCommand, toLines } from "../src/testing/run-command.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";

const env = { PIPELINES_WRITE_KEY: "key" };
const relay = relayTo("sandbox");
const specification = {
  action: "track",
  event: "Email Opened",
  user_id: "user_1",
  context: { user_agent: "Mozilla/5.0", traits: { email: "ada@example.com" } },
  properties: { email_id: "msg_1" },
};

describe("semantic events", () => {
  it.each([relay, ["map", "-"]])("are detected without --vocabulary: %s %s", async (...argv) => {
    const { exitCode, out, err } = await runCommand(argv, { stdin: toLines([specification]) });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toBe(
      "error: These are semantic events already; pass --vocabulary semantic to take them without mapping.\n",
    );
  });

  it("are delivered with the same id each time, if they have a timestamp", async () => {
    const sandbox = await startSandbox();
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

  it("are converted to the API's spelling by map", async () => {
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
