import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand, toLines } from "../testing/run-command.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-validate-"));
});
afterAll(() => rm(folder, { recursive: true }));

const save = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const lines = toLines(generateAirshipEvents({ seed: 2, count: 300 }));

describe("email-events validate", () => {
  it("says nothing on stdout about good events", async () => {
    const { exitCode, out, err } = await runCommand(["validate", "-"], { stdin: lines });
    expect([exitCode, out]).toEqual([0, ""]);
    expect(err).toMatch(/^received +300\nvalid +300\n/);
  });

  it("names each issue with its line", async () => {
    const broken = lines.split("\n").slice(0, 3);
    broken[1] = broken[1]?.replace(/"occurred":"[^"]*"/, '"occurred":"yesterday"') ?? "";
    const { exitCode, out } = await runCommand(["validate", await save("broken.ndjson", broken.join("\n"))]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^line 2: invalid: \/occurred: expected .*\n$/);
  });

  it("validates semantic events", async () => {
    const event = { type: "track", event: "Email Opened", userId: "a", properties: { email_id: "m" } };
    expect((await runCommand(["validate", "-"], { stdin: JSON.stringify(event) })).exitCode).toBe(0);
    const { exitCode } = await runCommand(["validate", "-"], { stdin: JSON.stringify({ ...event, properties: {} }) });
    expect(exitCode).toBe(1);
  });
});
