import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSchemas } from "../diff-schemas.ts";
import { describeChanges } from "../changelog/describe-changes.ts";
import { printReport } from "./formats.ts";

/** Pieces of text that a terminal, Markdown or a forge acts on. */
const pieces = [
  "a",
  " ",
  "\n",
  "\r\n",
  "\u001b[2J",
  "\u202E",
  "`",
  "|",
  "\\",
  '"',
  "<img>",
  "@team",
  "#12",
  "://",
  "www.a.b",
];

const text = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((list) => list.join(""));

/** Two schemas that differ in everything that is a text of their author. */
const sides = fc.record({ name: text, value: text, pattern: text, format: text, keyword: text }).map((hostile) => {
  const { name, value, pattern, format, keyword } = hostile;
  const string = { type: "string" };
  const was = { title: value, properties: { [name]: string, a: { enum: [value] }, b: string, c: string } };
  const is = {
    title: `${value}.`,
    properties: { a: { enum: [pattern] }, b: { ...string, pattern }, c: { ...string, format } },
    required: [name],
    [`0${keyword}`]: 1,
  };
  return [was, is].map((schema) => new Map([["a.schema.json", schema]]));
});

const withoutCode = (line: string): string => line.replaceAll(/`[^`]*`/g, "");

describe("the texts of a schema", () => {
  it("are nothing but texts, in one line each, in every format", () => {
    fc.assert(
      fc.property(sides, ([was = new Map(), is = new Map()]) => {
        const changes = diffSchemas(was, is).map((change) => ({ ...change, path: change.file, line: 1, column: 1 }));
        const lines = (format: "github" | "markdown" | "text") =>
          printReport(changes, { format, audience: "both", isWhole: true });
        const table = lines("markdown").filter((line) => line.startsWith("|"));
        const list = describeChanges(changes, { was, is });
        for (const line of [...lines("text"), ...lines("github"), ...table, ...list]) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
        for (const line of [...table, ...list]) expect(withoutCode(line)).not.toMatch(/[\\`<>@#]|:\/\/|\bwww\./);
        expect(table).toHaveLength(changes.length + 2);
        for (const line of table) expect(line.replaceAll(String.raw`\|`, "").match(/\|/g)).toHaveLength(5);
      }),
      { numRuns: 60 },
    );
  });
});
