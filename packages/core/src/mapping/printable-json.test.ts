import * as fc from "fast-check";
import { expect, test } from "vitest";
import { printableJson } from "./printable-json.ts";

test("escapes what a terminal acts on as JSON does", () => {
  expect(printableJson({ "\u009b": "\u001b]\u2028\u202e\u{e0041}é\u{1F4DA}" })).toBe(
    '{"\\u009b":"\\u001b]\\u2028\\u202e\\udb40\\udc41é\u{1F4DA}"}',
  );
});

test("is the same value to a program, on one line", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const text = printableJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 50 },
  );
});
