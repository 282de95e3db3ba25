import { isIPv4, isIPv6 } from "node:net";
import { describe, expect, it } from "vitest";
import { codesLike, variantsOf } from "./variants.ts";

const isTime = (text: string): boolean => /^[-\d]+T[:\d]+(?:\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

describe("the variants of a value", () => {
  it.each<[string, (text: string) => boolean]>([
    ["True", (text) => text === "false"],
    ["false", (text) => text === "true"],
    ["0", (text) => /^\d$/.test(text)],
    ["1773042072000", (text) => /^\d{13}$/.test(text)],
    ["2026-03-09T07:41:12Z", isTime],
    ["2026-03-15T07:41:30.000Z", isTime],
    ["2026-03-15", isDate],
    ["2026-03-01", isDate],
    ["75264187-fe04-4af4-a36b-48b0ff973030", (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)],
    ["203.0.113.9", isIPv4],
    ["2001:db8::f", isIPv6],
    ["https://mail.example/", (text) => URL.canParse(text) && new URL(text).host === "mail.example"],
    ["https://mail.example", (text) => URL.canParse(text) && new URL(text).host === "mail.example"],
    ["nora@example.com", (text) => /^\w+@example\.com$/.test(text)],
    ["Spring", (text) => /^[A-Za-z]{6}$/.test(text)],
    ["-", (text) => text.startsWith("-")],
  ])("have one of the same kind: %s", (text, isOfKind) => {
    const variants = variantsOf(text, ["a"]).map(String);
    expect(variants).not.toContain(text);
    expect(variants.filter(isOfKind)).not.toEqual([]);
  });

  it.each<[unknown, readonly unknown[]]>([
    [true, [false]],
    [5, [6, 4, 1_005]],
    ["", []],
    [null, []],
    [{}, []],
  ])("of %j are %j", (value, variants) => {
    expect(variantsOf(value, ["a"])).toEqual(variants);
  });

  it("have every name where one stands, and nowhere else", () => {
    expect(variantsOf("click", ["type"])).toContain("unsubscribe");
    expect(variantsOf("click", ["recipient"])).not.toContain("unsubscribe");
  });
});

it("a value that may be a code has all codes, in its form", () => {
  expect([0, 100, "0", "100"].map((value) => codesLike(value)[7])).toEqual([7, 7, "7", "7"]);
  for (const value of [-1, 101, 1.5, "1234", "1.5", "", true, null]) expect(codesLike(value)).toEqual([]);
});
