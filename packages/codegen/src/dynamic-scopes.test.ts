import { setOf } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { loadValidator } from "./testing/load-validators.ts";
import { emitValidators } from "./validators/emit-validators.ts";
import { emitPossibleZod } from "./zod/emit-zod.ts";

/** A recursive schema, one that extends it, and one that they refer to in both scopes, outside of the recursion. */
const documents = {
  "price.schema.json": { type: "object", required: ["unit"], properties: { unit: { $ref: "unit.schema.json" } } },
  "strict-tree.schema.json": {
    $id: "https://shop.test/strict-tree",
    $dynamicAnchor: "node",
    $ref: "tree",
    unevaluatedProperties: false,
  },
  "tree.schema.json": {
    $id: "https://shop.test/tree",
    $dynamicAnchor: "node",
    type: "object",
    properties: {
      price: { $ref: "price.schema.json" },
      children: { type: "array", items: { $dynamicRef: "#node" } },
    },
  },
  "unit.schema.json": { enum: ["EUR", "USD"] },
};

describe("schemas in several dynamic scopes", () => {
  it("have one function where they mean the same in each", () => {
    const source = emitValidators(setOf(documents));
    for (const name of ["Price", "Unit"]) expect(source.split(`function check${name}`)).toHaveLength(2);
    expect(source).toContain("function checkTree_2(");
  });

  it("are checked in their scope", () => {
    const source = emitValidators(setOf(documents), "commonjs");
    const [tree, strictTree] = ["Tree", "StrictTree"].map((name) => loadValidator(source, name));
    const value = { price: { unit: "EUR" }, children: [{ data: 1 }] };
    expect([tree?.is(value), strictTree?.is(value)]).toEqual([true, false]);
    expect(strictTree?.is({ ...value, children: [{ price: { unit: "EUR" } }] })).toBe(true);
    expect(strictTree?.is({ ...value, children: [{ price: { unit: "GBP" } }] })).toBe(false);
  });

  it("have one zod schema, or are left out once", () => {
    const { count, omissions } = emitPossibleZod(setOf(documents));
    expect({ count, omitted: omissions.map(({ declaration }) => declaration.name) }).toEqual({
      count: 2,
      omitted: ["Tree", "StrictTree"],
    });
  });
});
