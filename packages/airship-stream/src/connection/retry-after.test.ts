import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.parse("2026-01-01T00:00:00.000Z");
const inTenSeconds = "Thu, 01 Jan 2026 00:00:10 GMT";
const inNineSeconds = "Thu, 01 Jan 2026 00:00:09 GMT";

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["7", 7_000],
    [" 1.5 ", 1_500],
    ["0.0001", 1],
    ["99999999999999999999", 300_000],
    ["-7", 0],
    ["1e3", 0],
    ["0x10", 0],
    ["7 s", 0],
    ["", 0],
    [inTenSeconds, 10_000],
    ["Thursday, 01-Jan-26 00:00:10 GMT", 10_000],
    ["Thu Jan  1 00:00:10 2026", 10_000],
    ["Wed, 31 Dec 2025 23:59:50 GMT", 0],
    ["Thu, 01 Jan 2099 00:00:00 GMT", 300_000],
    ["2026-01-01T00:00:10Z", 0],
    ["Thu, 99 Foo 2026 00:00:10 GMT", 0],
  ])("is the time from now, in ms, up to 5 minutes; 0 where it can't be read: %j", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it("takes the format of asctime for GMT, whatever the local time", () => {
    vi.stubEnv("TZ", "Asia/Tokyo");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(parseRetryAfter("Thu Jan  1 00:00:10 2026", now)).toBe(10_000);
    expect(parseRetryAfter("Thu Jan  1 00:00:10 2026", 0, "Thu Jan  1 00:00:09 2026")).toBe(1_000);
  });

  it("is 0 where it is missing", () => {
    expect(parseRetryAfter(undefined, now)).toBe(0);
  });

  it("is measured by the server's clock where that is known", () => {
    expect(parseRetryAfter(inTenSeconds, now + 3_600_000, inNineSeconds)).toBe(1_000);
    expect(parseRetryAfter(inTenSeconds, now, "today")).toBe(10_000);
  });
});
