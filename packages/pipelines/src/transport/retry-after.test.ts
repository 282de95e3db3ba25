import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.parse("2026-01-01T00:00:00.000Z");

describe("parseRetryAfter", () => {
  it.each([
    ["120", 120_000],
    [" 5 ", 5_000],
    ["0", 0],
    ["1.5", 1_500],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Thursday, 01-Jan-26 00:00:30 GMT", 30_000],
    ["Thu Jan  1 00:00:30 2026", 30_000],
    ["Wed, 31 Dec 2025 23:59:00 GMT", 0],
  ])("reads %j as %d ms", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it.each([
    "",
    "soon",
    "-5",
    "5 minutes",
    "2026-01-01T00:00:30Z",
    "Someday",
    "Thu, nonsense",
    "Thu Jan  1 2026",
    null,
    undefined,
  ])("is 0 for %j", (header) => {
    expect(parseRetryAfter(header, now)).toBe(0);
  });

  it.each([
    ["a server whose clock is 20 minutes ahead", "Thu, 01 Jan 2026 00:20:00 GMT"],
    ["a server whose clock is a year behind", "Wed, 01 Jan 2025 00:00:00 GMT"],
  ])("compares a date with the answer's Date: %s", (_, date) => {
    const header = new Date(Date.parse(date) + 30_000).toUTCString();
    expect(parseRetryAfter(header, now, date)).toBe(30_000);
    expect(parseRetryAfter("7", now, date)).toBe(7_000);
  });

  it("takes the format of asctime for GMT, whatever the local time", () => {
    vi.stubEnv("TZ", "Asia/Tokyo");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(parseRetryAfter("Thu Jan  1 00:00:30 2026", now)).toBe(30_000);
    expect(parseRetryAfter("Thu Jan 11 00:00:30 2026", 0, "Sun Jan 11 00:00:10 2026")).toBe(20_000);
  });

  it.each([undefined, null, "", "yesterday", "Thu, nonsense GMT", "1767225600"])(
    "compares a date with the local clock if the answer's Date is %j",
    (date) => {
      expect(parseRetryAfter("Thu, 01 Jan 2026 00:00:30 GMT", now, date)).toBe(30_000);
    },
  );

  it.each(["1.2.3", ".", "NaN", "Infinity", "-1", "0x10", "1e3", "5, 10", "\u0665", "Thu, 99 Foo 2026 00:00:30 GMT"])(
    "is 0 for %j, with or without a Date",
    (header) => {
      expect(parseRetryAfter(header, now, "Thu, 01 Jan 2026 00:00:00 GMT")).toBe(0);
      expect(parseRetryAfter(header, now)).toBe(0);
    },
  );
});
