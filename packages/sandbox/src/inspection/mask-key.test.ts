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
