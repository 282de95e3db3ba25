import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const fits = (format: string, text: string): boolean => validatorOf({ format }).is(text);

// An engine that backtracks remembers each turn of a repeated group, and has room for some 8 million turns.
const long = "a".repeat(10_000_000);

describe("formats", () => {
  it.each([
    ["uri", `https://a.example/${long}`],
    ["uri", `https://${long}@a.example/`],
    ["uri-reference", `?${long}#${long}`],
    ["iri", `https://é.example/${long}`],
    ["iri", `https://\u65e5.example/${long}`],
    ["iri-reference", long],
    ["iri-reference", `\u65e5${long}`],
    ["uri-template", `${long}{${long},${long}*}`],
    ["uri-template", `\u65e5${long}{${long}}`],
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
      ["", "a{b}", "{+a,b*}%20", "{a.b:30}{?c%41}", "{/a*,b:1}", "a'b", "\u{1f600}\ue000\u{f0000}"],
      [
        "a\u007fb",
        "a\u0085",
        "\ud83d",
        "\ufdd0",
        "\uffff",
        "{var=a}",
        "{,+a}",
        "{v:01}",
        "{%}",
        "{%4}",
        "{%GG}",
        "{",
        "a}",
        "{}",
        "{+}",
        "{a{b}}",
        "{a,}",
        "{a..b}",
        "{.a.}",
        "{a:0}",
        "{a:10000}",
        "{a*:1}",
        "%4{a}1",
        "{a b}",
      ],
    ],
    [
      "hostname",
      [
        "a",
        "1.2",
        "a--b.example",
        "xn--bcher-kva.example",
        "XN--BCHER-KVA",
        "xn--4gbwdl.xn--wgbh1c",
        "xn--zca",
        "xn--ll-0ea",
      ],
      [
        "a.",
        "a..b",
        "a\uff0eb",
        "xn--",
        "xn--X",
        "xn--a",
        "xn--a-",
        "xn--example-",
        "XN--aa---o47jg78q",
        "xn--al-0ea",
        "xn--99999999",
      ],
    ],
    [
      "idn-hostname",
      [
        "b\u00fccher.example",
        "BU\u0308CHER\u3002example",
        "\uff11\uff12\uff13.example",
        "ab--c.example",
        "a\u200bb",
        "xn--bcher-kva",
        "\u05d0\u05d1.\u05d02",
        "\u0628\u064a\u200c\u0628\u064a",
        `${"\u00e4".repeat(50)}.example`,
      ],
      [
        "",
        ".",
        "a.",
        "xn---9uc",
        "xn--example-",
        "xn--a",
        "\u0301a",
        "a\u3002",
        "0a.\u05d0",
        "\u0661\u0662",
        "0\u05d0",
        "a\u05d0",
        "\u05d01\u0661",
        "a\u200cb",
        "\u0628\u200c\u0628 \u200c",
        "\u0627\u200c\u0628",
        "\u00e4".repeat(64),
        `${"a".repeat(60)}.`.repeat(5),
        "a".repeat(10_000_000),
      ],
    ],
    ["json-pointer", ["", "/", "//", "/~0~1/a#", "/\n"], ["a", "#", "/~", "/~2", "/a~", "/~/0"]],
    ["relative-json-pointer", ["0", "10#", "1/", "0/~1"], ["", "01", "#", "/a", "-1", "0#/a", "0##", "0a", "1/~2"]],
  ])("%s takes and refuses what it should", (format, good, bad) => {
    expect(good.filter((text) => !fits(format, text))).toEqual([]);
    expect(bad.filter((text) => fits(format, text))).toEqual([]);
  });
});
