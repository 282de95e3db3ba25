import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLine } from "./to-line.ts";

/** Any character, including halves of surrogate pairs. */
const anyCharacter = fc.integer({ min: 0, max: 0x10_ffff }).map((code) => String.fromCodePoint(code));

describe("toLine", () => {
  it.each([
    ["/a: expected string, received number", "/a: expected string, received number"],
    ["one\u001B[31m\ntwo <ada@example.com>", "one\\u{1b}[31m\\u{a}two <[address]>"],
    ["\u202Ea@example.com", "[address]"],
  ])("prints %j as %j", (text, shown) => {
    expect(toLine(text)).toBe(shown);
  });

  it("marks a truncated text", () => {
    expect(toLine("x".repeat(600))).toBe(`${"x".repeat(497)}...`);
    expect(toLine("abcdefgh", 6)).toBe("abc...");
    expect(toLine("abcdef", 6)).toBe("abcdef");
    expect(toLine("ab\u{1F4DA}defgh", 6)).toBe("ab...");
    expect(toLine("\u200b\u200b", 10)).toBe("\\u{200b...");
  });

  it("returns one line of bounded length, without terminal control characters and addresses, for any text", () => {
    const piece = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 20 }),
      fc.constantFrom("\u009b31m", "\u001b]0;x\u0007", "\r", "\n", "\u2028", "\u202e", "\ud800", "\u{e0041}"),
      fc.constantFrom(" lovelace@babbage.uk ", ' "love lace"@babbage.uk ', " love'lace＠babbage.uk ", "x".repeat(300)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 3, max: 600 }), (pieces, most) => {
        const line = toLine(pieces.join(""), most);
        expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(line).not.toMatch(/love|lace|babbage/);
        expect(line.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 50 },
    );
  });

  it.each(["x", "a@", ":", " ", "\u0001", '".'])("takes time that doesn't grow with the text: %j", (unit) => {
    const text = unit.repeat(20_000_000 / unit.length);
    const startedAt = process.cpuUsage().user;
    toLine(text);
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(500);
  });
});
