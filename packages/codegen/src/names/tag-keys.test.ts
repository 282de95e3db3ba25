import { describe, expect, it } from "vitest";
import { tagKeys } from "./tag-keys.ts";

describe("tagKeys", () => {
  it.each([
    ["words", ["sale", "gift card"], ["Sale", "GiftCard"]],
    ["tags without a letter that code takes", ["\u65e5\u672c", "+", "-", ""], ["\u65e5\u672c", "+", "-", ""]],
    ["tags of the same words", ["a-b", "a_b", "c"], ["a-b", "a_b", "C"]],
    ["tags that differ by case", ["a", "A", "b"], ["a", "A", "B"]],
    ["one that is like a prototype", ["__proto__", "proto", "constructor"], ["__proto__", "proto", "Constructor"]],
    ["numbers", ["1", "_1", "2"], ["1", "_1", "_2"]],
  ])("gives each tag a name of its own: %s", (_, tags, keys) => {
    expect(tagKeys(tags)).toEqual(keys);
    expect(new Set(tagKeys(tags)).size).toBe(tags.length);
  });
});
