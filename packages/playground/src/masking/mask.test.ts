import * as fc from "fast-check";
import { expect, it } from "vitest";
import { addressMask, noMask } from "./mask.ts";
import { unseen } from "./unseen.ts";

it("shows what can't be seen as its escape, and leaves lines, emojis and letters of any script", () => {
  expect(noMask.show("\u202eabc\u0000\u200b\u2066")).toBe("\\u202eabc\\u0000\\u200b\\u2066");
  // A tag can spell out a text that nobody sees. It is two units, as in JSON.
  expect(noMask.show("\u{e0041}")).toBe("\\udb40\\udc41");
  const text = "one\n\ttwo 👩‍💻 שלום é";
  expect(noMask.show(text)).toBe(text);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => noMask.show(given).search(unseen) === -1),
    {
      numRuns: 30,
    },
  );
});

it("copies a text as it is, with addresses masked only", () => {
  expect(noMask.copy("\u202e nora@example.com")).toBe("\u202e nora@example.com");
  expect(addressMask.copy("\u202e nora@example.com")).toBe("\u202e [address]");
});

it("leaves no part of an address that a limit would cut", () => {
  for (let before = 170; before < 205; before += 1)
    expect(addressMask.showShort(`${"x".repeat(before)} nora@example.com`)).not.toMatch(/nora|exam/);
});
