import { describe, expect, it } from "vitest";
import { validatorOf } from "../test-support/schemas.ts";

const fits = (format: string, text: string): boolean => validatorOf({ format }).is(text);

// An engine that backtracks remembers each turn of a repeated group, and has room for some 8 million turns.
const long = "a".repeat(10_000_000);

describe("formats", () => {
  it.each([
    ["uri", `https://a.example/${long}`],
    ["uri", `https://${long}@a.example/`],
    ["uri-reference", `?${long}#${long}`],
    ["iri", `https://é.example/${long}`],
    ["iri-reference", long],
    ["uri-template", `${long}{${long},${long}*}`],
    ["json-pointer", `/${long}~0`],
    ["relative-json-pointer", `0/${long}`],
  ])("%s answers to a text of many million characters", (format, text) => {
    expect(fits(format, text)).toBe(true);
    expect(fits(format, `${text}%~`)).toBe(false);
  });

  it.each([
    ["uri-reference", ["%41b/%2F?%3f#%00", "//%61@%62:1/"], ["%", "a%4", "a%4/1", "a?%g1", "#%", "%41:b", "//a:%31/"]],
    [
      "uri-template",
      ["", "a{b}", "{+a,b*}%20", "{a.b:30}{?c%41}", "{/a*,b:1}"],
      ["{", "a}", "{}", "{+}", "{a{b}}", "{a,}", "{a..b}", "{.a.}", "{a:0}", "{a:10000}", "{a*:1}", "%4{a}1", "{a b}"],
    ],
    ["json-pointer", ["", "/", "//", "/~0~1/a#", "/\n"], ["a", "#", "/~", "/~2", "/a~", "/~/0"]],
    ["relative-json-pointer", ["0", "10#", "1/", "0/~1"], ["", "01", "#", "/a", "-1", "0#/a", "0##", "0a", "1/~2"]],
  ])("%s takes and refuses what it should", (format, good, bad) => {
    expect(good.filter((text) => !fits(format, text))).toEqual([]);
    expect(bad.filter((text) => fits(format, text))).toEqual([]);
  });
});
