import {
  array,
  assert,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  property,
  string,
  stringMatching,
  uint8Array,
} from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { splitBody } from "./split-body.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const split = (text: string) => splitBody(encode(text), 1000);

/** `p` for an item that was parsed, and the received part of the issue for one that wasn't. */
const shapeOf = (text: string) =>
  split(text).map((item) => (item.status === "parsed" ? decode(item.bytes) : item.issues[0]?.received));

const notJson = "invalid JSON";

/** Strings that look like the end of one element and the beginning of the next. */
const separators = constantFrom("},{", "}]", '"},{"', "} , {", "],[{");
const anyObject = dictionary(oneof(string(), separators), oneof(jsonValue(), separators, array(constantFrom({}, 1))));
const objects = array(anyObject, { maxLength: 8 });
const space = stringMatching(/^[ \t\r\n]{0,3}$/);

describe("a body", () => {
  it.each([
    ["a list", '[{"a":1},{"b":2}]', ['{"a":1}', '{"b":2}']],
    ["an empty list", " [ ] ", []],
    ["one object", '{"a":1}', ['{"a":1}']],
    ["one object over several lines", '{\n"a": 1\n}', ['{\n"a": 1\n}']],
    ["one object with a line that is an object, too", '{"a":\n{"b":1}\n}', ['{"a":\n{"b":1}\n}']],
    ["NDJSON", '{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
    ["NDJSON with blank lines and CRLF", '\r\n{"a":1}\r\n\r\n{"b":2}', ['{"a":1}', '{"b":2}']],
    ["lists, one a line", '[{"a":1}]\n[{"b":2},{"c":3}]', ['{"a":1}', '{"b":2}', '{"c":3}']],
    ["a byte order mark", '\uFEFF[{"a":1}]', ['{"a":1}']],
    [
      "brackets, commas and quotes in strings",
      String.raw`[{"a":"],[\"}"},{"b":"\\"}]`,
      [String.raw`{"a":"],[\"}"}`, String.raw`{"b":"\\"}`],
    ],
    [
      "what looks like two objects in a string",
      '[{"a":"},{"},{"b":[{},{}]} , {}]',
      ['{"a":"},{"}', '{"b":[{},{}]}', "{}"],
    ],
    ["a number beyond 2^53, kept to the digit", '[{"id":9007199254740993}]', ['{"id":9007199254740993}']],
  ])("is split into its items: %s", (_, text, expected) => {
    expect(shapeOf(text)).toEqual(expected);
  });

  it.each([
    ["nothing", "", ["nothing"]],
    ["blanks", " \r\n\t", ["nothing"]],
    ["text", "not json", [notJson]],
    ["text of several lines", "<html>\n<body>\n</html>", [notJson]],
    ["an object without an end", '{"a":1', [notJson]],
    ["a broken object over several lines", '{\n  "a": [\n    {}\n  ],\n  "b":\n}', [notJson]],
    ["lines of which none is an object", '{"a":\n1\n[{}]\n{', [notJson]],
    ["two objects in a line", '{"a":1}{"b":2}', [notJson]],
    ["a list that only begins", "[", ["nothing"]],
    ["a list of text", "[not json", [notJson]],
    ["a scalar", "42", ["another JSON value"]],
    ["null", "null", ["another JSON value"]],
  ])("that is no JSON object is one item: %s", (_, text, expected) => {
    expect(shapeOf(text)).toEqual(expected);
  });

  it.each([
    ["a broken one between others", '[{"a":1},{"b":},{"c":3}]', ['{"a":1}', notJson, '{"c":3}']],
    ["a bracket of the wrong kind", '[{"a":1],{"b":2}]', [notJson, '{"b":2}']],
    ["one without its end", '[{"a":1},{"b":2]', ['{"a":1}', notJson]],
    ["a comma too many", '[{"a":1},]', ['{"a":1}', "nothing"]],
    ["scalars and lists", '[1,"a",null,[{}],{"a":1}]', [...Array(4).fill("another JSON value"), '{"a":1}']],
    ["no end of the list", '[{"a":1}', ['{"a":1}', "a list without an end"]],
    ["text behind the list", '[{"a":1}] and more', ['{"a":1}', notJson]],
    ["a letter behind the list", '[{"a":1}]x', ['{"a":1}', notJson]],
    ["a broken line", '{"a":1}\n{"b":\n{"c":3}', ['{"a":1}', notJson, '{"c":3}']],
    ["a broken first line", '{"a":\r\n\r\n{"b":2}\r\n{"c":3}', [notJson, '{"b":2}', '{"c":3}']],
    ["a broken first line behind blank ones", '\n\n{"a":\n{"b":2}', [notJson, '{"b":2}']],
    ["text before lines", 'not json\n{"a":1}', [notJson, '{"a":1}']],
    ["a list, an element a line", '[\n{"a":},\n{"b":2}\n]', [notJson, '{"b":2}']],
    ["a quote that is left open", '[{"a":1},{"b":"},{"c":3}]', ['{"a":1}', notJson]],
  ])("keeps whole items beside broken ones: %s", (_, text, expected) => {
    expect(shapeOf(text)).toEqual(expected);
  });

  it("keeps the items beside one that isn't UTF-8", () => {
    const bytes = Uint8Array.from([...encode('[{"a":1},{"b":"'), 0xff, ...encode('"},{"c":3}]')]);
    const items = splitBody(bytes, 1000);
    expect(items.map(({ status }) => status)).toEqual(["parsed", "invalid", "parsed"]);
    expect(items[1]).toMatchObject({ issues: [{ code: "utf8" }] });
  });

  it("never makes a property called __proto__ a prototype", () => {
    const [item] = split('[{"__proto__":{"polluted":true}}]');
    expect(item?.status === "parsed" && "polluted" in item.value).toBe(false);
  });

  it("stops behind the most items it may have", () => {
    for (const text of [`[${"1,".repeat(100_000)}1]`, "{}\n".repeat(100_000), "[{}]".repeat(100_000)]) {
      const { length } = splitBody(encode(text), 10);
      expect(length > 10 && length < 14).toBe(true);
    }
    expect(splitBody(encode("[]".repeat(100_000)), 10)).toHaveLength(0);
    // What isn't an item doesn't count.
    expect(splitBody(encode(`{}${"\n".repeat(100)}{}`), 10)).toHaveLength(2);
  });

  it.each(["[{}]", "[{},{}]", '[{"":}]', "[{}", "[{},", '[{},{"":}]\n', "{}\n", '{"":}\n', '[{"":"},{"}]'])(
    "reads each byte a few times at most: %j, again and again",
    (part) => {
      const decoding = vi.spyOn(TextDecoder.prototype, "decode");
      const body = encode(part.repeat(5_000));
      splitBody(body, 5_000);
      const read = decoding.mock.calls.reduce((sum, [bytes]) => sum + (bytes?.byteLength ?? 0), 0);
      decoding.mockRestore();
      expect(read).toBeLessThan(6 * body.length);
    },
  );

  it("returns the values of any list, in any framing", () => {
    assert(
      property(objects, space, (values, blank) => {
        const texts = values.map((value) => JSON.stringify(value));
        const framings = [
          `${blank}[${blank}${texts.join(`${blank},${blank}`)}${blank}]${blank}`,
          JSON.stringify(values, null, 2),
          ...(texts.length > 0 ? [texts.join("\n"), `${blank}${texts.join(`\n${blank}`)}\r\n`] : []),
        ];
        for (const body of framings) {
          const items = split(body);
          expect(items.map((item) => item.status === "parsed" && item.value)).toEqual(
            texts.map((text) => JSON.parse(text)),
          );
          expect(items.map(({ index }) => index)).toEqual(items.map((_, index) => index));
        }
      }),
    );
  });

  it("takes any bytes", () => {
    const json = jsonValue().map((value) => encode(JSON.stringify(value)));
    const part = oneof(
      uint8Array({ maxLength: 8 }),
      json,
      constantFrom("[", "]", "{", "}", ",", '"', "\\", "\n").map(encode),
    );
    assert(
      property(array(part), (parts) => {
        const body = Uint8Array.from(parts.flatMap((bytes) => [...bytes]));
        for (const item of splitBody(body, 1000)) {
          if (item.status === "parsed") expect(JSON.parse(decode(item.bytes))).toEqual(item.value);
          else expect(item.issues).toHaveLength(1);
        }
      }),
    );
  });
});
