import type { Issue } from "@email-events/core";
import { generateBulkTrackingEvents } from "@email-events/sandbox";
import { describe, expect, it, vi } from "vitest";
import { runCommand, toLines } from "./testing/run-command.ts";

const issue: Issue = {
  pointer: "/additional/user_id",
  code: "number",
  expected: "a number that can be held exactly",
  received: "number",
};

// The mapping as it is, with a note for each event.
vi.mock(import("@email-events/bulk-tracking"), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    createBulkTrackingMapper: (options) => {
      const map = original.createBulkTrackingMapper(options);
      return (event) => {
        const outcome = map(event);
        return outcome.outcome === "mapped" ? { ...outcome, notes: [issue] } : outcome;
      };
    },
  };
});

const count = 15;
const stdin = toLines(generateBulkTrackingEvents({ seed: 2, count }));
const note = "note: /additional/user_id: expected a number that can be held exactly, received number";

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
    });
  });

  it.each([
    ["relay", "--from", "-", "--to", "sandbox"],
    ["map", "-"],
  ])("are told on standard error, ten at most: %s", async (...argv) => {
    const { err } = await runCommand(argv, { stdin });
    const lines = err.split("\n").filter((line) => line.includes("note"));
    expect(lines).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `line ${index + 1}: ${note}`),
      "... and 5 more; the events with notes went on.",
    ]);
  });
});
