import { describe, expect, it } from "vitest";
import { setOfOne } from "../test-support/schemas.ts";
import { findDiscriminator } from "./discriminator.ts";

const branch = (tag: unknown, more: object = {}): object => ({
  type: "object",
  required: ["kind"],
  properties: { kind: tag },
  ...more,
});

const find = (schema: object) => {
  const set = setOfOne(schema);
  const found = findDiscriminator(set, set.roots[0]!);
  return found && { path: found.path, tags: found.branches.map(({ tags }) => tags) };
};

describe("findDiscriminator", () => {
  it("finds the property whose constants tell the branches apart", () => {
    const oneOf = [branch({ const: "a" }), branch({ enum: ["b", "c"] })];
    expect(find({ oneOf })).toEqual({ path: ["kind"], tags: [["a"], ["b", "c"]] });
  });

  it("finds a nested one, through references and bases", () => {
    const body = (tag: string): object => ({
      type: "object",
      required: ["body"],
      properties: { body: branch({ const: tag }) },
    });
    const schema = {
      $defs: { a: body("a"), b: { allOf: [body("b")] } },
      anyOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }],
    };
    expect(find(schema)).toEqual({ path: ["body", "kind"], tags: [["a"], ["b"]] });
  });

  it("finds that of a union of unions", () => {
    const oneOf = [{ oneOf: [branch({ const: "a" }), branch({ const: "b" })] }, branch({ const: "c" })];
    expect(find({ oneOf })).toEqual({ path: ["kind"], tags: [["a", "b"], ["c"]] });
  });

  it.each([
    ["two branches share a tag", [branch({ const: "a" }), branch({ enum: ["a", "b"] })]],
    ["a branch doesn't require it", [branch({ const: "a" }), branch({ const: "b" }, { required: [] })]],
    ["a branch leaves it open", [branch({ const: "a" }), branch({ type: "string" })]],
    ["a tag isn't a text", [branch({ const: "a" }), branch({ const: 1 })]],
    [
      "a branch takes more than objects",
      [branch({ const: "a" }), branch({ const: "b" }, { type: ["object", "null"] })],
    ],
    ["there is one branch only", [branch({ const: "a" })]],
  ])("finds none where %s", (_, oneOf) => {
    expect(find({ oneOf })).toBeUndefined();
  });
});
