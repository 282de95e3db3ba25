import { describe, expect, it } from "vitest";
import { setOfOne } from "../testing/schemas.ts";
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

  describe("where a base requires the tag", () => {
    const base = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
    const heir = (tag: string, more: object = {}): object => ({ properties: { kind: { const: tag } }, ...more });
    const fromBase = { allOf: [{ $ref: "#/$defs/base" }] };
    const tags = { path: ["kind"], tags: [["a"], ["b"]] };

    it.each<readonly [string, object, readonly object[]]>([
      ["and describes it as a text", base, ["a", "b"].map((tag) => heir(tag, fromBase))],
      ["and doesn't describe it", { type: "object", required: ["kind"] }, ["a", "b"].map((tag) => heir(tag, fromBase))],
      [
        "and lists all tags, before the branch says its own",
        { ...base, properties: { kind: { enum: ["a", "b"] } } },
        ["a", "b"].map((tag) => ({ allOf: [{ $ref: "#/$defs/base" }, heir(tag)] })),
      ],
      ["beside a reference", base, ["a", "b"].map((tag) => heir(tag, { $ref: "#/$defs/base" }))],
      ["of a base", { allOf: [base] }, ["a", "b"].map((tag) => heir(tag, fromBase))],
      [
        "by one of each choice",
        { type: "object", oneOf: [base, { ...base, required: ["kind", "x"] }] },
        ["a", "b"].map((tag) => heir(tag, fromBase)),
      ],
      [
        "and the branch describes it",
        { ...base, required: [] },
        [branch({ const: "a" }, fromBase), branch({ const: "b" }, fromBase)],
      ],
    ])("finds it: %s", (_, definition, oneOf) => {
      expect(find({ oneOf, $defs: { base: definition } })).toEqual(tags);
    });

    it("finds none where no base requires it", () => {
      const oneOf = ["a", "b"].map((tag) => heir(tag, fromBase));
      expect(find({ oneOf, $defs: { base: { ...base, required: [] } } })).toBeUndefined();
    });

    it("finds a nested one whose object a base requires", () => {
      const body = (tag: string) => heir("", { ...fromBase, properties: { body: branch({ const: tag }) } });
      const schema = { oneOf: [body("a"), body("b")], $defs: { base: { type: "object", required: ["body"] } } };
      expect(find(schema)).toEqual({ path: ["body", "kind"], tags: [["a"], ["b"]] });
    });
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
