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
  it("lays the counts out in a table, reasons below what was skipped", () => {
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

  it("lists the names of unrecognized events below their count, and those without a name", () => {
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

  it("counts the events of names that aren't listed, and can't be taken for one of them", () => {
    const rows = formatReport({ ...report, unrecognized: 9 }, [["other names", 4]]);
    expect(rows).toContain('  "other names"           4');
    expect(rows).toContain("  other names             5");
  });

  it("leaves out what a command that only reads can't have", () => {
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
  it("says the names in one line", () => {
    const names = [
      ["teleported", 1_200],
      ["", 2],
    ] as const;
    expect(formatNames(names, { ...report, unrecognized: 1_205 })).toBe(
      'Unrecognized: "teleported" 1,200, no name 2, other names 3.',
    );
  });

  it("says nothing where every event was recognized", () => {
    expect(formatNames([], { ...report, unrecognized: 0 })).toBeUndefined();
  });
});
