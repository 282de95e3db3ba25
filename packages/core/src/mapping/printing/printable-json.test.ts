import * as fc from "fast-check";
import { expect, test } from "vitest";
import { printableJson } from "./printable-json.ts";

/** Any character, including halves of surrogate pairs. */
const anyCharacter = fc.integer({ min: 0, max: 0x10_ffff }).map((code) => String.fromCodePoint(code));

test("escapes terminal control characters as in JSON", () => {
  expect(printableJson({ "\u009b": "\u001b]\u2028\u202e\u{e0041}é\u{1F4DA}" })).toBe(
    '{"\\u009b":"\\u001b]\\u2028\\u202e\\udb40\\udc41é\u{1F4DA}"}',
  );
});

test("parses to the same value, on one line", () => {
  const anyText = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 10 }),
    fc.constantFrom("\u009b31m", "\u2028", "\u202e", "\ud800", "\u{e0041}", '"\\', "\u0000"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 4 }), (entries) => {
      const value = { ...Object.fromEntries(entries), list: [entries, 1, null] };
      const text = printableJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 50 },
  );
});
