import { describe, expect, it } from "vitest";
import { countNewlines } from "./next-line.ts";

describe("countNewlines", () => {
  it.each([
    [0, 5, 2],
    [1, 5, 2],
    [2, 4, 0],
    [1, 2, 1],
    [3, 3, 0],
    [4, 5, 1],
  ])("counts the line breaks from %i to before %i", (from, to, count) => {
    expect(countNewlines(Buffer.from("a\nbc\nd"), from, to)).toBe(count);
  });

  it("doesn't look behind the range", () => {
    const bytes = Buffer.alloc(20_000_000);
    const start = process.cpuUsage();
    for (let at = 0; at < 5_000; at += 1) countNewlines(bytes, at, at + 1);
    const { user, system } = process.cpuUsage(start);
    // A millisecond; a second if each search goes on to the end.
    expect((user + system) / 1_000).toBeLessThan(200);
  });
});
