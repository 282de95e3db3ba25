import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskKey } from "./mask-key.ts";

const masked = (json: string, key: string): string => maskKey(Buffer.from(json), json, key).toString("utf8");

describe("masking the key", () => {
  it.each([
    ["ab/cd", String.raw`{"writeKey":"ab\/cd"}`],
    ["abcd", String.raw`{"writeKey":"\u0061b\u0063d"}`],
    ["clé", String.raw`{"writeKey":"cl\u00E9"}`],
    ["clé", '{"writeKey":"clé"}'],
    ["k😀", String.raw`{"writeKey":"k\ud83D\uDe00"}`],
    ['a"b\\', String.raw`{"writeKey":"a\"b\\"}`],
    [".*", '{"writeKey":".*"}'],
  ])("finds %s in each spelling that JSON has for it: %s", (key, json) => {
    expect(JSON.parse(masked(json, key))).toEqual({ writeKey: expect.stringMatching(/^\*+$/) });
  });

  const long = "abcd/fghi12";
  const basic = btoa(`${long}:`);

  it.each([
    ["in an address", long, `https://x/?k=${long}&l=1`, "https://x/?k=***********&l=1"],
    ["in credentials", long, `Basic ${basic}`, `Basic ${"*".repeat(basic.length)}`],
    ["in credentials without padding", "abcdefghi", btoa("abcdefghi:").replaceAll("=", ""), "*".repeat(14)],
    ["twice", long, `${long}${long} `, `${"*".repeat(22)} `],
    ["beside letters, as it has a digit", "abcdefgh1", "xabcdefgh1x", "x*********x"],
    ["as a word of its own", "secret-key", "my secret-key.", "my **********."],
    ["as a word of a new line", "secret-key", "\nsecret-key", "\n**********"],
    [
      "but not as a part of a word",
      "delivery",
      "delivery, deliverys, deliverability",
      "********, deliverys, deliverability",
    ],
    ["but not a short one", "abcdefg", "k=abcdefg", "k=abcdefg"],
    ["but not where an escape ends like it", "nabcdefgh1", "\nabcdefgh1", "\nabcdefgh1"],
    ["behind a backslash", "nabcdefgh1", "\\nabcdefgh1", "\\**********"],
  ])("finds it %s", (_where, key, text, expected) => {
    expect(JSON.parse(masked(JSON.stringify({ text }), key))).toEqual({ text: expected });
  });

  it.each([
    String.raw`k=abcd\/fghi12`,
    String.raw`k=\u0061bcd/fghi12`,
    String.raw`k=abcd\u002Ffghi12`,
    String.raw`k=abcd\u002ffghi\u00312`,
  ])("finds a long one inside of a text in each spelling that JSON has for it: %s", (text) => {
    expect(JSON.parse(masked(`["${text}","\\n"]`, long))).toEqual([expect.stringMatching(/^k=\*+$/), "\n"]);
  });

  it("leaves numbers that look like it", () => {
    expect(masked('{"a":1700000000,"b":"1700000000","c":"x1700000000"}', "1700000000")).toBe(
      '{"a":1700000000,"b":"**********","c":"x**********"}',
    );
  });

  it("leaves valid JSON without the key, wherever texts repeat it", () => {
    const char = fc.constantFrom("a", "/", "\\", '"', "é", "😀", "\n", "1", "u", "0", ":", ",", "n");
    const key = fc.string({ unit: char, minLength: 8, maxLength: 12 });
    const around = fc.array(fc.string({ unit: char, maxLength: 4 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(key, around, fc.boolean(), (given, parts, isInAscii) => {
        fc.pre(given.length >= 8 && !parts.some((part) => part.includes(given)));
        // A key of letters alone may be a word, and isn't masked beside another letter.
        fc.pre(!/^[a-z]+$/.test(given));
        const json = JSON.stringify({ text: parts.join(given), other: 12_345_678 });
        const spelled = isInAscii
          ? json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          : json;
        const { text, other }: { text: string; other: unknown } = JSON.parse(masked(spelled, given));
        expect(text).not.toContain(given);
        expect(other).toBe(12_345_678);
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds it more than once, and leaves texts that only contain it", () => {
    expect(masked('["key","a key","key","keys"]', "key")).toBe('["***","a key","***","keys"]');
    expect(masked('{"a":"b",":":","}', ":")).toBe('{"a":"b","*":","}');
    expect(masked(String.raw`["key","\n","a key","key"]`, "key")).toBe(String.raw`["***","\n","a key","***"]`);
  });

  it("leaves no spelling of any key, and changes nothing else", () => {
    const spell = (text: string, isEscaped: readonly boolean[]): string =>
      Array.from({ length: text.length }, (_, index) =>
        (isEscaped[index % isEscaped.length] ?? false)
          ? `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`
          : JSON.stringify(text.charAt(index)).slice(1, -1),
      ).join("");
    const key = fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 8 });
    const others = fc.array(fc.string({ unit: "grapheme", maxLength: 5 }));
    fc.assert(
      fc.property(key, fc.array(fc.boolean(), { minLength: 1 }), others, (given, isEscaped, rest) => {
        const kept = rest.filter((text) => text !== given && text.isWellFormed());
        const json = `{"writeKey":"${spell(given, isEscaped)}","batch":${JSON.stringify(kept)}}`;
        const { batch, writeKey }: { batch: unknown; writeKey: unknown } = JSON.parse(masked(json, given));
        expect(writeKey).toMatch(/^\*+$/);
        expect(batch).toEqual(kept);
      }),
      { numRuns: 300 },
    );
  });
});
