import { describe, expect, it } from "vitest";
import { formatNames, formatReport } from "./format-report.ts";

const report = {
  received: 12_345,
  delivered: 12_000,
  skipped: { "not-terminal": 300, "no-semantic-event": 40 },
  unrecognized: 1,
  invalid: 2,
  rejected: 2,
  undelivered: 3,
};

describe("formatReport", () => {
  it("formats the counts as a table, with reasons below skipped", () => {
    expect(formatReport(report)).toEqual([
      "received             12,345",
      "delivered            12,000",
      "skipped                 340",
      "  not-terminal          300",
      "  no-semantic-event      40",
      "unrecognized              1",
      "invalid                   2",
      "rejected                  2",
      "undelivered               3",
    ]);
  });

  it("lists the names of unrecognized events below their count, including those without a name", () => {
    const names = [
      ["teleported", 1_200],
      ["", 2],
    ] as const;
    expect(formatReport({ ...report, skipped: {}, unrecognized: 1_202 }, names, "mapped").slice(3, 6)).toEqual([
      "unrecognized     1,202",
      '  "teleported"   1,200',
      "  no name            2",
    ]);
  });

  it("counts events with other names, distinguishable from a name", () => {
    const rows = formatReport({ ...report, unrecognized: 9 }, [["other names", 4]]);
    expect(rows).toContain('  "other names"           4');
    expect(rows).toContain("  other names             5");
  });

  it.each([
    [undefined, []],
    [0, []],
    [1_200, ["pending               1,200"]],
  ])("counts events without an outcome only where there are some: %s", (pending, rows) => {
    expect(formatReport({ ...report, ...(pending !== undefined && { pending }) }).slice(9)).toEqual(rows);
  });

  it("omits counts that a command without a destination can't have", () => {
    expect(formatReport({ ...report, skipped: {} }, [], "valid")).toEqual([
      "received      12,345",
      "valid         12,000",
      "skipped            0",
      "unrecognized       1",
      "invalid            2",
    ]);
  });
});

describe("formatNames", () => {
  it("returns the names in one line", () => {
    const names = [
      ["teleported", 1_200],
      ["", 2],
    ] as const;
    expect(formatNames(names, { ...report, unrecognized: 1_205 })).toBe(
      'Unrecognized: "teleported" 1,200, no name 2, other names 3.',
    );
  });

  it("returns undefined if every event was recognized", () => {
    expect(formatNames([], { ...report, unrecognized: 0 })).toBeUndefined();
  });
});
