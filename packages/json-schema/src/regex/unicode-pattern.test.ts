import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toUnicodePattern } from "./unicode-pattern.ts";

describe("toUnicodePattern", () => {
  it.each([
    ["^[a-z\\_\\-]+$", "^[a-z_\\-]+$"],
    ["\\%\\@\\-", "%@-"],
    ["^[a-z]{2}]?$", "^[a-z]{2}\\]?$"],
    ["^{a}$", "^\\{a\\}$"],
    ["a{,5}\\_", "a\\{,5\\}_"],
    ["[{}]\\'", "[{}]'"],
  ])("writes %s as %s", (pattern, expected) => {
    expect(toUnicodePattern(pattern)).toBe(expected);
  });

  it.each(["^a{2,}[\\]]$", "\\p{L}", "(", "\\Z", "[\\_", "a**"])("leaves %s", (pattern) => {
    expect(toUnicodePattern(pattern)).toBe(pattern);
  });

  it("gives patterns that match what they did", () => {
    const part = fc.constantFrom(
      "a",
      "\\_",
      "\\-",
      "\\%",
      "]",
      "{",
      "}",
      "[a\\_-z]",
      "[^{]",
      "{2}",
      "*",
      "?",
      "\\d",
      "^",
      "$",
      "(a|\\#)",
    );
    const text = fc.string({ unit: fc.constantFrom("a", "b", "_", "-", "%", "]", "{", "}", "#", "1"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.array(text, { minLength: 5, maxLength: 5 }), (parts, texts) => {
        const pattern = parts.join("");
        const written = toUnicodePattern(pattern);
        if (written === pattern) return;
        for (const one of texts)
          expect([one, new RegExp(written, "u").test(one)]).toEqual([one, new RegExp(pattern).test(one)]);
      }),
      { numRuns: 500 },
    );
  });
});
