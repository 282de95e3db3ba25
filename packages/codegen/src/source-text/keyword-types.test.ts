import { join } from "node:path";
import { keywordShapes, temporaryFolder } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { main } from "../main.ts";
import { make } from "./testing/make.ts";
import { syntaxOf } from "./testing/syntax.ts";

/** Values of every JSON type, plain and with something in them that is of a wrong type. */
const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  "",
  "a",
  "#",
  "(",
  [],
  [null],
  [1, 1],
  ["a", "a"],
  ["object", "no type"],
  [[]],
  [{}],
  [true, { type: 1 }],
  {},
  { a: null },
  { a: 1 },
  { a: "b" },
  { a: [] },
  { a: [1] },
  { a: {} },
  { "(": {} },
  { a: { type: [] } },
  JSON.parse('{"__proto__": {"type": "string"}}'),
  JSON.parse('{"__proto__": null}'),
];

const dialects = ["https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#"];

/** Keywords that take any value there is. */
const takeAnything: ReadonlySet<string> = new Set(["const", "default"]);

describe("a keyword with a value of any type", () => {
  it.each([...keywordShapes.keys(), "unknown"])(
    "is generated from or refused: %s",
    async (keyword) => {
      let refused = 0;
      const wrong: string[] = [];
      for (const $schema of dialects) {
        for (const value of values) {
          const own = Object.fromEntries([[keyword, value]]);
          const around = [own, { type: "object", properties: { a: own }, anyOf: [own, { not: own }] }];
          for (const schema of around) {
            const documents = { "thing.schema.json": { $schema, ...schema } };
            const { files, refusals } = await make({ documents, formats: "assert" });
            wrong.push(...refusals.filter((line) => !/^thing\.schema\.json(?:#\/.*)?: ./.test(line)));
            for (const [path, text] of files) wrong.push(...syntaxOf(path, text).complaints);
            refused += refusals.length;
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(refused > 0).toBe(!takeAnything.has(keyword));
    },
    30_000,
  );

  it.each([{ allOf: {} }, { anyOf: 1 }, { properties: [] }, { dependencies: "a" }, { $ref: {} }, { items: null }])(
    "ends the program with one line: %j",
    async (schema) => {
      const folder = await temporaryFolder({ "schemas/thing.schema.json": schema });
      const lines: string[] = [];
      const terminal = { out: () => undefined, error: (line: string) => void lines.push(line) };
      const args = ["generate", "--schemas", join(folder, "schemas"), "--out", join(folder, "out")];
      expect(await main(args, terminal)).toBe(1);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^thing\.schema\.json(?:#\/.*)?: [^\n]+$/);
    },
  );
});
