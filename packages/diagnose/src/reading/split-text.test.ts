import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "./split-text.ts";

/** The framing, and the values as they are written. */
const split = (text: string): readonly unknown[] => {
  const { framing, items } = splitText(text);
  return [framing, ...items.map(({ start, end }) => text.slice(start, end))];
};

const anyObject = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("\\", '"', "}", "]")), fc.jsonValue());
const anySpace = fc.stringMatching(/^[ \t\r\n\uFEFF]{0,3}$/);

describe("a text", () => {
  it.each<[string, readonly unknown[]]>([
    [" \n\uFEFF", ["nothing"]],
    ['{"a":1}', ["one value", '{"a":1}']],
    ["42", ["one value", "42"]],
    [' [ {"a":1} , 2,"b" ] ', ["a list", '{"a":1}', "2", '"b"']],
    ["[]", ["a list"]],
    ['{"a":1}\r\n\n{"b":2}\n', ["one value a line", '{"a":1}', '{"b":2}']],
    ['{"a":1} {"b":\n2}', ["values in sequence", '{"a":1}', '{"b":\n2}']],
    ['\u001e{"a":\n1}\n\u001e{"b":2}', ["values in sequence", '{"a":\n1}', '{"b":2}']],
    ['[{"a":1},{"b":2}]\n[{"c":3}]\n[]\n', ["values in sequence", '{"a":1}', '{"b":2}', '{"c":3}']],
    ['{"a":1}\n[{"b":[2]},[{"c":3}]]\n', ["values in sequence", '{"a":1}', '{"b":[2]}', '{"c":3}']],
    ['[[{"a":1}],[],[{"b":2},[{"c":"]"}]]]', ["a list", '{"a":1}', '{"b":2}', '{"c":"]"}']],
    [
      String.raw`[{"a":"\\"},{"b":"\\\"}"},{"c":1}]`,
      ["a list", String.raw`{"a":"\\"}`, String.raw`{"b":"\\\"}"}`, '{"c":1}'],
    ],
  ])("is split into its values: %j", (text, expected) => {
    expect(split(text)).toEqual(expected);
    expect(splitText(text).brokenAt).toBeUndefined();
  });

  it.each<[string, readonly unknown[], number | undefined]>([
    ['[{"a":1} {"b":2}]', ["a list", '{"a":1}', '{"b":2}'], 9],
    ['[{"a":1},{"b":2}', ["a list", '{"a":1}', '{"b":2}'], 16],
    ['[{"a":1}] {"b":2}', ["a list", '{"a":1}', '{"b":2}'], 10],
    ["[}]", ["a list", "}"], undefined],
    ['{"a":1}\n[{"b":2},\n{"c":3}', ["one value a line", '{"a":1}', '[{"b":2}', '{"c":3}'], undefined],
    ['[{"a":1}]\n[{"b":2},', ["a list", '{"a":1}', '[{"b":2},'], 10],
    ["[}}]", ["a list", "}", "}"], 2],
    ['[{"a":"},{}]', ["a list", '{"a":"},{}]'], 12],
    ['[{"a":1},]', ["a list", '{"a":1}'], 9],
    ['[,{"a":1},,{"b":2}]', ["a list", '{"a":1}', '{"b":2}'], 1],
    ['{"a":1},\n{"b":2},', ["one value a line", '{"a":1}', '{"b":2}'], undefined],
    ['{"a":\n1},\n{"b":2},', ["values in sequence", '{"a":\n1}', '{"b":2}'], undefined],
    [
      '{"a":1} {"b":2}, {"c":"}{"}\n{"d":[{},{}]}',
      ["one value a line", '{"a":1}', '{"b":2}', '{"c":"}{"}', '{"d":[{},{}]}'],
      undefined,
    ],
    ['{"a":1} and more\n{"b":2}', ["one value a line", '{"a":1} and more', '{"b":2}'], undefined],
    ['{"a":\n{"b":2}\n{"c":3}', ["one value a line", '{"a":', '{"b":2}', '{"c":3}'], undefined],
    [
      '{\n  "a": 1\n}\n{\n  "b": {\n    "c": 1\n}\n{\n  "d": 1\n}',
      ["values in sequence", '{\n  "a": 1\n}', '{\n  "b": {\n    "c": 1\n}', '{\n  "d": 1\n}'],
      undefined,
    ],
    [
      '{\n  "a: 1\n}\n{\n  "b": 1,\n{\n  "c": 1\n}',
      ["values in sequence", '{\n  "a: 1\n}', '{\n  "b": 1', '{\n  "c": 1\n}'],
      undefined,
    ],
    ['[\n  {\n    "a": 1\n  ,\n  {\n    "b": 1\n  }\n]', ["a list", '{\n    "a": 1', '{\n    "b": 1\n  }'], undefined],
    [
      '{"a":[\n{"b":1}\n{"c":1}\n]}\n{"d":1}',
      ["values in sequence", '{"a":[\n{"b":1}\n{"c":1}\n]}', '{"d":1}'],
      undefined,
    ],
    ['{"a":"x\ny"},{"b":1}\n{"c":1}', ["values in sequence", '{"a":"x\ny"}', '{"b":1}', '{"c":1}'], undefined],
    ['{"a":\n  1', ["one value", '{"a":\n  1'], undefined],
    ['at 1 {"a":1}\nat 2 {"b":2}\n', ["one value a line", 'at 1 {"a":1}', 'at 2 {"b":2}'], undefined],
    ['[info] {"a":1}\n[1.2 s] {"b":2}\n', ["one value a line", '[info] {"a":1}', '[1.2 s] {"b":2}'], undefined],
    ['{"a":1}\n[info] {"b":2}\n', ["one value a line", '{"a":1}', '[info] {"b":2}'], undefined],
    ['{\n"a":1}\n[info] {}\n{"b":2}', ["values in sequence", '{\n"a":1}', "[info] {}", '{"b":2}'], undefined],
    ['[info] {"a":1}', ["one value", '[info] {"a":1}'], undefined],
    ['[1] {"a":1}\n[2] {"b":2}', ["a list", "1", '{"a":1}', "2", '{"b":2}'], 4],
    ["a,b\n1,2\n", ["one value a line", "a,b", "1,2"], undefined],
    ['5\n"x"\ntrue', ["one value a line", "5", '"x"', "true"], undefined],
    ['at 1 {\n  "a": 1\n}', ["one value", 'at 1 {\n  "a": 1\n}'], undefined],
    ['"a": 1,\n"b": 2', ["one value", '"a": 1,\n"b": 2'], undefined],
  ])("is split where it isn't JSON, too: %j", (text, expected, brokenAt) => {
    expect(split(text)).toEqual(expected);
    expect(splitText(text).brokenAt).toBe(brokenAt);
  });

  it("has the values of any list, in any framing", () => {
    fc.assert(
      fc.property(fc.array(anyObject, { minLength: 2, maxLength: 8 }), anySpace, (values, space) => {
        const texts = values.map((value) => JSON.stringify(value));
        const list = `${space}[${space}${texts.join(`${space},${space}`)}${space}]${space}`;
        expect(split(list)).toEqual(["a list", ...texts]);
        expect(split(`${texts.join("\n")}\n`)).toEqual(["one value a line", ...texts]);
        expect(split(texts.join(" "))).toEqual(["values in sequence", ...texts]);
      }),
    );
  });

  it("has the values before and after one over several lines that is cut off", () => {
    const anyText = fc.oneof(fc.string(), fc.constantFrom("{", "}", "[", '"', "\\", "\n{"));
    const anyEvent = fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.dictionary(anyText, anyText)), {
      minKeys: 1,
    });
    const anyEvents = fc.array(anyEvent, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(anyEvents, fc.nat(4), fc.nat(), fc.boolean(), (events, at, cut, isList) => {
        const texts = events.map((event) => JSON.stringify(event, null, 2));
        const broken = at % texts.length;
        const lines = (texts[broken] ?? "").split("\n");
        const rest = lines.slice(0, 1 + (cut % lines.length)).join("\n");
        const written = texts.with(broken, rest);
        const found = split(isList ? `[\n${written.join(",\n")}\n]` : written.join("\n"));
        expect(found).toEqual(expect.arrayContaining(texts.toSpliced(broken, 1)));
      }),
    );
  });

  it("is split in linear time, also where it has many blank lines", () => {
    expect(split(`{"a"${"\n".repeat(300_000)}`)).toEqual(["one value", '{"a"']);
  });

  it("is split into parts of it, in order, whatever it is", () => {
    const part = fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "\n", " ", "1", "a", "\u001e", "\uFEFF");
    fc.assert(
      fc.property(fc.string({ unit: part, maxLength: 40 }), (text) => {
        let place = 0;
        for (const { start, end } of splitText(text).items) {
          expect(start).toBeGreaterThanOrEqual(place);
          expect(end).toBeGreaterThan(start);
          place = end;
        }
        expect(place).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
