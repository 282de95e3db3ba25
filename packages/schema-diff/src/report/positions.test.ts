import { appendToken } from "@email-events/json-schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLocate } from "./positions.ts";

interface Below {
  readonly pointer: string;
  readonly start: string;
}

/** Every value below another, with how its text begins: by its name, or as a value where it has none. */
const valuesIn = (value: unknown, pointer = ""): readonly Below[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: readonly [string, unknown]) => {
    const at = appendToken(pointer, name);
    const start = Array.isArray(value) ? JSON.stringify(inner).slice(0, 1) : JSON.stringify(name);
    return [{ pointer: at, start }, ...valuesIn(inner, at)];
  });
};

describe("createLocate", () => {
  it("finds every value of a text, however that is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const [locate, lines] = [createLocate(text), text.split("\n")];
        for (const { pointer, start } of valuesIn(value)) {
          const { line, column } = locate(pointer);
          expect(lines[line - 1]?.slice(column - 1).startsWith(start)).toBe(true);
        }
      }),
      { numRuns: 200, seed: 2026 },
    );
  });

  it.each([
    ["the root", '{\n  "a": 1\n}', "", { line: 1, column: 1 }],
    ["the nearest place around what isn't there", '{\n  "a": { "b": 1 }\n}', "/a/c/d", { line: 2, column: 3 }],
    ["the second line after a carriage return", '{\r\n"a": 1}', "/a", { line: 2, column: 1 }],
    ["what stands after a byte order mark", '\uFEFF{\n"a": 1}', "/a", { line: 2, column: 1 }],
    ["the start of what isn't JSON", "a:\n  b: 1", "/a/b", { line: 1, column: 1 }],
    ["as much as there is of a text that ends early", '{\n"a": {\n"b": [1, ', "/a/b/0", { line: 3, column: 7 }],
    ["nothing in an empty text", "", "/a", { line: 1, column: 1 }],
  ])("finds %s", (_, text, pointer, position) => {
    expect(createLocate(text)(pointer)).toEqual(position);
  });
});
