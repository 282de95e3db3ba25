import { disjointnessOf, placesOf } from "@email-events/json-schema";
import { setOf, setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { createRandom } from "../testing/random.ts";
import { mutate, randomValue } from "../testing/random-value.ts";
import { loadValidator } from "../testing/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { randomExpressible } from "../zod/testing/random-expressible.ts";

const overlapOf = (branches: readonly unknown[], $defs: object = {}): readonly [number, number] | undefined => {
  const set = setOfOne({ oneOf: branches, $defs });
  return disjointnessOf(set).overlapOf(placesOf(set.roots[0]!, "oneOf"));
};

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

describe("branches", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["an integer and a number", { type: "integer" }, { type: "number" }],
    ["a text and one of some texts", { type: "string" }, { const: "a" }],
    ["anything and null", {}, { type: "null" }],
    ["lists of one value", { enum: ["a", 1] }, { enum: [1, null] }],
    ["types with one in common", { type: ["string", "null"] }, { type: ["number", "null"] }],
    ["required properties of open objects", object({}, { required: ["a"] }), object({}, { required: ["b"] })],
    ["a tag that neither requires", object({ a: { const: 1 } }), object({ a: { const: 2 } })],
    [
      "closed objects that may be empty",
      object({ a: {} }, { additionalProperties: false }),
      object({ b: {} }, { additionalProperties: false }),
    ],
    [
      "an object that is closed but for a pattern",
      object({}, { additionalProperties: false, patternProperties: { "^a": {} } }),
      object({}, { required: ["ab"] }),
    ],
    [
      "a tag of values that aren't objects",
      { properties: { a: { const: 1 } }, required: ["a"] },
      { properties: { a: { const: 2 } }, required: ["a"] },
    ],
    [
      "lists that may be empty",
      { type: "array", items: { type: "string" } },
      { type: "array", items: { type: "null" } },
    ],
    ["ranges that touch", { type: "number", maximum: 1 }, { type: "number", minimum: 1 }],
    ["lengths that touch", { type: "string", maxLength: 1 }, { type: "string", minLength: 1 }],
    ["objects as constants", { const: { a: 1 } }, { enum: [{ a: 2 }, 1] }],
    ["a choice that overlaps in one", { anyOf: [{ type: "string" }, { type: "null" }] }, { type: "null" }],
    ["zero and minus zero", { const: 0 }, { const: -0 }],
    ["bounds of another type", { type: ["string", "number"], maximum: 1 }, { type: ["string", "number"], minimum: 2 }],
  ])("may overlap: %s", (_, one, other) => {
    expect(overlapOf([one, other])).toEqual([0, 1]);
    expect(overlapOf([other, one])).toEqual([0, 1]);
  });

  it("are compared through references, bases and choices", () => {
    const $defs = {
      tagged: object({ at: object({ kind: { type: "string" } }, { required: ["kind"] }) }, { required: ["at"] }),
      a: { allOf: [{ $ref: "#/$defs/tagged" }, object({ at: { properties: { kind: { const: "a" } } } })] },
      b: {
        $ref: "#/$defs/tagged",
        properties: { at: { anyOf: [{ properties: { kind: { const: "b" } } }, { type: "null" }] } },
      },
    };
    expect(overlapOf([{ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }], $defs)).toBeUndefined();
    expect(overlapOf([{ $ref: "#/$defs/tagged" }, { $ref: "#/$defs/b" }], $defs)).toEqual([0, 1]);
  });

  it("are compared in little time, however many there are", () => {
    const constants = Array.from({ length: 5000 }, (_, index) => ({ const: index }));
    expect(overlapOf(constants)).toBeUndefined();
    const tagged = Array.from({ length: 200 }, (_, index) => object({ a: { const: index } }, { required: ["a"] }));
    expect(overlapOf(tagged)).toBeUndefined();
  });

  it("take no value at once that are said to be apart", () => {
    const random = createRandom(4711);
    let apart = 0;
    const wrong: unknown[] = [];
    for (let tries = 0; tries < 80; tries += 1) {
      const [a, b] = [randomExpressible(random), randomExpressible(random)];
      const set = setOf({ "a.schema.json": a, "b.schema.json": b });
      if (disjointnessOf(set).overlapOf(set.roots)) continue;
      apart += 1;
      const code = emitValidators(set, "commonjs");
      const [isA, isB] = [loadValidator(code, "A").is, loadValidator(code, "B").is];
      const values = Array.from({ length: 20 }, () => randomValue(random));
      for (const value of values.flatMap((one) => [one, mutate(random, one), mutate(random, one)]))
        if (isA(value) && isB(value)) wrong.push({ a, b, value });
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(apart).toBeGreaterThan(15);
  }, 20_000);
});
