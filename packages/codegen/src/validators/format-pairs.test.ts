import { formats } from "@email-events/json-schema";
import { diffSchemas } from "@email-events/schema-diff";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

/** Texts that tell formats apart: each has some that it shares with others, and some that are its own. */
const texts: readonly string[] = [
  "",
  "/",
  "/a~0b",
  "~",
  "#",
  "?",
  "0",
  "0#",
  "1/a",
  "12",
  "a",
  "ab--c",
  "a-b.example",
  "xn--bcher-kva.example",
  "xn--a",
  "büücher.example",
  "例え.jp",
  "1.2.3.4",
  "::1",
  "1::",
  "a:b",
  "a:b c",
  "a:ü",
  "ü",
  "//ü/a",
  "http://[::1]/a",
  "https://example.com/a?b#c",
  "https://例え.jp/",
  "a'b",
  "a%20b",
  "{a}",
  "a{b",
  "a{?b,c}",
  "a[b",
  "[a]",
  "(a",
  "a b",
  "a@b.example",
  "ä@b.example",
  "a@[1.2.3.4]",
  '"a b"@c.example',
  "2024-02-29",
  "12:00:00Z",
  "2024-02-29T12:00:00Z",
  "P1D",
  "P1DT2H",
  "123e4567-e89b-12d3-a456-426614174000",
  "0+1",
  "\\",
];

const names = [...formats.keys()];
const taken = new Map(
  names.map((format) => {
    const { is } = validatorOf({ type: "string", format });
    return [format, new Set(texts.filter((text) => is(text)))] as const;
  }),
);

/** What the difference between two formats says of texts of the first. */
const verdictOn = (was: string, is: string) => {
  const folder = (format: string) => new Map([["a.schema.json", { type: "string", format }]]);
  return diffSchemas(folder(was), folder(is))[0]?.oldDataUnderNew;
};

/** The formats of which each text is one of another, by their standards. */
const included: Readonly<Record<string, readonly string[]>> = {
  email: ["idn-email"],
  hostname: ["idn-hostname"],
  uri: ["uri-reference", "iri", "iri-reference"],
  iri: ["iri-reference"],
  "uri-reference": ["iri-reference"],
};

const others = (was: string): readonly string[] => names.filter((name) => name !== was);

describe("one format in place of another", () => {
  it.each(names)("is valid where its standard includes that of the other: %s", (was) => {
    const valid = others(was).filter((is) => verdictOn(was, is) === "valid");
    expect(valid.toSorted()).toEqual([...(included[was] ?? [])].toSorted());
  });

  it.each(names)("is never called valid where a text of one isn't one of the other: %s", (was) => {
    const own = taken.get(was) ?? new Set();
    expect(own.size).toBeGreaterThan(0);
    for (const is of others(was).filter((one) => verdictOn(was, one) === "valid")) {
      expect({ is, failing: [...own].filter((text) => !taken.get(is)?.has(text)) }).toEqual({ is, failing: [] });
      expect([...(taken.get(is) ?? [])].filter((text) => !own.has(text))).not.toEqual([]);
    }
  });
});
