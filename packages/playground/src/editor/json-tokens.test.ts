import { describe, expect, it } from "vitest";
import { jsonTokens } from "./json-tokens.ts";

const kindsIn = (text: string): readonly string[] =>
  jsonTokens(text).map(({ from, kind, to }) => `${kind} ${text.slice(from, to)}`);

describe("tokens of JSON", () => {
  it.each([
    ['{"a": [1]}', ["open {", 'name "a"', "open [", "literal 1", "close ]", "close }"]],
    ['"a" : "b", "c"\n: -1.5e+300', ['name "a"', 'string "b"', 'name "c"', "literal -1.5e+300"]],
    [
      '["\\"{", "\\\\", true, null]',
      ["open [", 'string "\\"{"', 'string "\\\\"', "literal true", "literal null", "close ]"],
    ],
    ['"[\n"a', ['string "[', 'string "a']],
    ["nulls a1 :,", []],
  ])("of %j", (text, tokens) => {
    expect(kindsIn(text)).toEqual(tokens);
  });

  it("has every value of JSON once, whatever its strings hold", () => {
    const value = { "{": "}", '["': ["\\", '"', "1", "true", 'a":'], "a\\": { "": null, n: [-0.5, 1e99, false] } };
    for (const text of [JSON.stringify(value), JSON.stringify(value, undefined, 2)]) {
      const kinds = jsonTokens(text).map(({ kind }) => kind);
      const count = (kind: string): number => kinds.filter((one) => one === kind).length;
      expect(["name", "string", "literal", "open", "close"].map(count)).toEqual([5, 6, 4, 4, 4]);
    }
  });
});
