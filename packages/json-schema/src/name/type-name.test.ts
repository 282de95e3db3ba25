import * as fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { caselessName, toTypeName } from "./type-name.ts";

describe("toTypeName", () => {
  it.each([
    ["Airship bounce event", "AirshipBounceEvent"],
    ["Sha256hash", "Sha256Hash"],
    ["2nd größe", "_2NdGröße"],
    ["Événement reçu", "ÉvénementReçu"],
    ["E\u0301te\u0301", "Été"],
    ["注文 一覧", "注文一覧"],
    ["𠮷野家", "𠮷野家"],
    ["заказ №5", "ЗаказNo5"],
    ["हिन्दी नाम", "हिन्दीनाम"],
    ["१२", "_१२"],
    ["ﬁx me", "FixMe"],
    ["snake_case-and.dots", "SnakeCaseAndDots"],
    ["__proto__", "Proto"],
    ["a\u200bb\ufe0f \u3164 c", "ABC"],
  ])("names %j", (words, name) => {
    expect(toTypeName(words)).toBe(name);
  });

  it.each(["", " ", "+++", "\u{1f600}", "✈\ufe0f", "\u3164", "\u0301", "_", "\ud800"])(
    "gives no name to a text without a letter or digit: %j",
    (words) => {
      expect(toTypeName(words)).toBe("");
    },
  );

  it("leaves out letters that TypeScript doesn't know yet", () => {
    expect(toTypeName("a\ua7d2b \u{323b0}")).toBe("AB");
    expect(toTypeName("\u019b")).toBe("\u019b");
    const letters = Array.from({ length: 0x11_0000 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => /[\p{L}\p{M}\p{N}]/u.test(letter));
    const isTaken = (name: string): boolean =>
      Array.from(name).every((part) => ts.isIdentifierPart(part.codePointAt(0) ?? 0, ts.ScriptTarget.ESNext));
    expect(letters.filter((letter) => !isTaken(toTypeName(`${letter} a${letter}`)))).toEqual([]);
  });

  it("gives names that TypeScript takes, that stay as they are, and that show every character", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(text, (words) => {
        const name = toTypeName(words);
        expect(name).toMatch(/^(?:[\p{ID_Start}_]\p{ID_Continue}*)?$/u);
        expect(name).not.toMatch(/\p{DI}/u);
        expect(toTypeName(name)).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("caselessName", () => {
  it.each([
    ["Straße", "STRASSE"],
    ["Σας", "ΣΑΣ"],
    ["Foo", "fOO"],
  ])("is the same for %s and %s", (one, other) => {
    expect(caselessName(one)).toBe(caselessName(other));
  });
});
