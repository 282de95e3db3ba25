import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPlainText } from "./plain-text.ts";

describe("toPlainText", () => {
  it.each([
    ["/a: expected string, received number", "/a: expected string, received number"],
    ["userId <ada.l@example.com> is odd", "userId <[address]> is odd"],
    ["mailto:ada@example.com", "mailto:[address]"],
    ["see ?email=ada%40example.com here", "see [address] here"],
    ["one\u001B[31m\ntwo", "one [31m two"],
  ])("shows %j as %j", (text, shown) => {
    expect(toPlainText(text)).toBe(shown);
  });

  it("never shows any part of an address, wherever the text is cut", () => {
    const filler = fc.string({ maxLength: 1_500, unit: fc.constantFrom("x", " ", "/", '"', "é") });
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        expect(toPlainText(`${before} lovelace.ada@example.com ${after}`)).not.toMatch(/lov|example/);
      }),
    );
  });

  it("is never longer than 203 characters", () => {
    fc.assert(fc.property(fc.string({ maxLength: 3_000 }), (text) => toPlainText(text).length <= 203));
  });

  it.each([
    ["letters", "x"],
    ["addresses", "a@"],
    ["colons", ":"],
    ["blanks", " "],
    ["control characters", "\u0001"],
  ])("takes no time that grows with the text: 20 million characters of %s", (_, unit) => {
    const text = unit.repeat(20_000_000 / unit.length);
    const startedAt = performance.now();
    toPlainText(text);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
