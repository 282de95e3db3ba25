import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isContainer, toPointer, valueAt } from "../trace/place.ts";
import { locate } from "./locate.ts";
import { utf8Bytes } from "./utf8-bytes.ts";
import { walkJson } from "./walk-json.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** JSON with a few characters added or taken away. */
const nearJson = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.nat(200),
    fc.nat(2),
    fc.constantFrom("", '"', "\\", "{", "]", ",", ":", "1", "\n", "e", "-", "\u0001", " "),
  )
  .map(([text, at, count, added]) => text.slice(0, at) + added + text.slice(at + count));

describe("walkJson", () => {
  it("takes what JSON.parse takes, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(nearJson, fc.json(), fc.string()), (text) => {
        expect(walkJson(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{"a":tru}', 5, "a value", false],
    ['{"a" 1}', 5, "a colon", false],
    ["{a:1}", 1, "a key in double quotes, or }", false],
    ['{"a":1,}', 7, "a key in double quotes", false],
    ["[1 2]", 3, "a comma, or the closing bracket", false],
    ["[1", 2, "a comma, or the closing bracket", true],
    ['["a', 3, "the end of a string", true],
    ['["a\\', 4, "the end of a string", true],
    ['{"a\\u00e', 8, "the end of a string", true],
    ['["a\\u00g0', 3, "an escape such as \\n or \\u00e4", false],
    ['["\\x"]', 2, "an escape such as \\n or \\u00e4", false],
    ['["a\nb"]', 3, "the end of a string, or an escape such as \\n", false],
    ['{"a":tr', 7, "a value", true],
    ["[1,-", 4, "a value", true],
    ["nul", 0, "a value", false],
    ["1 x", 2, "the end of the value", false],
    ["", 0, "a value", true],
  ])("says where and what is wrong in %j", (text, offset, expected, isCutOff) => {
    expect(walkJson(text)).toEqual({ offset, expected, isCutOff });
  });
});

describe("locate", () => {
  it("finds every value of a JSON text", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const parsed: unknown = JSON.parse(text);
        const paths: (readonly string[])[] = [];
        const visit = (inner: unknown, path: readonly string[]): void => {
          paths.push(path);
          if (isContainer(inner)) for (const name of Object.keys(inner)) visit(inner[name], [...path, name]);
        };
        visit(parsed, []);
        const offsets = locate(text, paths.map(toPointer));
        for (const [index, path] of paths.entries()) {
          const found = JSON.stringify(valueAt(parsed, path)).charAt(0);
          expect(text[offsets[index] ?? -1]).toBe(found);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("finds the nearest value for one that isn't there", () => {
    expect(locate('{"a":{"b":[1]}}', ["/a/c", "/a/b/4/x", "/z"])).toEqual([5, 10, 0]);
  });
});

it("counts bytes as UTF-8 does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom("", "\ud800", "\udc00x"), (text, half) => {
      expect(utf8Bytes(text + half)).toBe(new TextEncoder().encode(text + half).length);
    }),
    { numRuns: 200 },
  );
});
