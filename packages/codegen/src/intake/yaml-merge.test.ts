import { parseYaml } from "@email-events/json-schema";
import { refusalOf, setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const read = (yaml: string): unknown => parseYaml(yaml, "a.schema.yaml");

const event = `
$defs:
  base: &base
    type: object
    required: [id]
    properties: { id: &id { type: string, minLength: 2 } }
  strict: &strict { additionalProperties: false, type: [object, array] }
`;

describe("a schema in YAML with merge keys", () => {
  it.each([
    ["one mapping", "<<: *base", [{ id: "ab" }, { id: "ab", x: 1 }], [{}, { id: "a" }, []]],
    ["a list of mappings", "<<: [*base, *strict]", [{ id: "ab" }], [{}, { id: "a" }, { id: "ab", x: 1 }, []]],
    ["an own keyword in place of a merged one", "<<: *base\nrequired: []", [{}], [{ id: "a" }, []]],
    [
      "a merge below",
      "required: [id]\nproperties: { id: { <<: *id, maxLength: 3 } }",
      [{ id: "abc" }],
      [{}, { id: "a" }, { id: "abcd" }],
    ],
  ])("has the constraints of %s", (_, merging, valid, invalid) => {
    const { is } = validatorOf(read(`${event}${merging}\n`));
    expect([valid.map((value) => is(value)), invalid.map((value) => is(value))]).toEqual([
      valid.map(() => true),
      invalid.map(() => false),
    ]);
  });

  it("is refused with the pointer that a keyword has after the merge, and the pointer of the problem in a merge", () => {
    expect(
      refusalOf(() => setOfOne(read("$defs: { a: &a { colour: red } }\nnot: { <<: *a, type: string }")))?.message,
    ).toMatch(/#\/\$defs\/a\/colour: .*/);
    expect(refusalOf(() => setOfOne(read("not: { type: string, <<: { minLength: many } }")))?.message).toMatch(
      /#\/not\/minLength: should be/,
    );
    expect(refusalOf(() => read("not: { <<: { minLength: .inf } }"))?.message).toMatch(
      /#\/not\/<<\/minLength: JSON has no/,
    );
  });
});
