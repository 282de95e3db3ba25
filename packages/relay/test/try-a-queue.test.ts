import { natsServer } from "@email-events/jetstream/testing";
import { describe, expect, it } from "vitest";
import { readPage, tryPage } from "../src/testing/try-page.ts";

/** `TRY_A_QUEUE=1` runs the commands: three brokers, seven other processes and three kills take about a minute. */
const isTried = process.env["TRY_A_QUEUE"] === "1" && natsServer !== undefined;

const page = readPage("try-a-queue.md");

describe("the page about trying a queue", () => {
  it("has a configuration of brokers, and commands", () => {
    expect([page.blocks("text").length, page.blocks("sh").length]).toEqual([2, 8]);
  });

  if (!isTried) return;

  it("has commands that work in their order", { timeout: 240_000 }, async () => {
    // Its ports are built from parts, so that they can't be replaced by free ones.
    const { exitCode, out, err } = await tryPage(page, { ports: [], file: { language: "text", name: "broker.conf" } });
    expect([exitCode, err]).toEqual([0, expect.not.stringContaining("error:")]);
    expect(out).toMatch(/^EMAIL_EVENTS: created$/m);
    expect(out).toMatch(/^(\d+) of \1$/m);
    expect(out).toMatch(/^airship 0\/2 .*\n^airship 1\/2 /m);
  });
});
