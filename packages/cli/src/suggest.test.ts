import { describe, expect, it } from "vitest";
import { suggest } from "./suggest.ts";

const commands = ["relay", "validate", "map", "generate"];

describe("suggest", () => {
  it.each([
    ["valdiate", "validate"],
    ["validat", "validate"],
    ["vaalidate", "validate"],
    ["relais", "relay"],
    ["RELAY", "relay"],
    ["gen", "generate"],
    ["amp", "map"],
  ])("finds what %s means", (word, meant) => {
    expect(suggest(word, commands)).toBe(meant);
  });

  it.each(["", "x", "m", "publish", "toString", "validate-everything", "\u001b[2J", "\ud800"])(
    "finds nothing for %j",
    (word) => {
      expect(suggest(word, commands)).toBeUndefined();
    },
  );

  it("prefers the nearest, and of equals the first", () => {
    expect(suggest("form", ["format", "from"])).toBe("format");
    expect(suggest("fron", ["format", "from", "frog"])).toBe("from");
  });

  it("takes no time for a word of 10 MB", () => {
    const startedAt = process.cpuUsage().user;
    expect(suggest("v".repeat(10_000_000), commands)).toBeUndefined();
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(100);
  });
});
