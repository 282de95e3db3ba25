import { describe, expect, it } from "vitest";
import { formatReport } from "./format-report.ts";

const report = {
  received: 12_345,
  delivered: 12_000,
  skipped: { "not-terminal": 300, "no-semantic-event": 40 },
  unrecognized: 1,
  invalid: 2,
  rejected: 2,
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
    ]);
  });

  it("leaves out what a command that only reads can't have", () => {
    expect(formatReport({ ...report, skipped: {} }, "valid")).toEqual([
      "received      12,345",
      "valid         12,000",
      "skipped            0",
      "unrecognized       1",
      "invalid            2",
    ]);
  });
});
