import { describe, expect, it } from "vitest";
import { diffSchemas } from "./diff-schemas.ts";

const draft07 = "http://json-schema.org/draft-07/schema#";

const changesOf = (was: unknown, is: unknown): readonly string[] =>
  diffSchemas(new Map([["a.schema.json", was]]), new Map([["a.schema.json", is]])).map(
    ({ change, bump, pointer }) => `${bump} ${change} ${pointer}`,
  );

describe("a diff reads schemas as generation does", () => {
  it.each(["completionDetail", "hidden", "vendor:note", "x-note"])("takes %s as an annotation", (keyword) => {
    expect(changesOf({ [keyword]: 1 }, { [keyword]: 2 })).toEqual([`patch annotation-changed /${keyword}`]);
  });

  it("takes a property named like a keyword of definitions as a property", () => {
    const schema = { type: "object", properties: { definitions: { type: "array" } } };
    const items = { type: "object", properties: { definitions: { type: "array", items: {} } } };
    expect(changesOf(schema, items)).toEqual(["patch rewritten "]);
  });

  it("sees a list of names change that stands beside a schema below dependencies", () => {
    const schemaOf = (needed: string) => ({
      $schema: draft07,
      type: "object",
      dependencies: { a: [needed], b: { minProperties: 2 } },
    });
    expect(changesOf(schemaOf("c"), schemaOf("d")).join()).toContain("major");
    expect(changesOf(schemaOf("c"), schemaOf("c"))).toEqual([]);
  });
});
