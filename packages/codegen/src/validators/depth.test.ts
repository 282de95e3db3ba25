import { describe, expect, it } from "vitest";
import { compileEngines } from "../testing/engines.ts";
import { validatorOf } from "../testing/validator-of.ts";

type Schema = Readonly<Record<string, unknown>>;

const self = { $ref: "#" };

/** Schemas that look into `next`, by the keyword that they do so in. */
const ofObjects: Readonly<Record<string, Schema>> = {
  properties: { properties: { next: self } },
  patternProperties: { patternProperties: { "^n": self } },
  "two patternProperties": { patternProperties: { "^n": self, t$: self } },
  additionalProperties: { properties: { leaf: { type: "number" } }, additionalProperties: self },
  allOf: { allOf: [{ properties: { next: self } }] },
  "allOf twice": { allOf: [{ properties: { next: self } }, { patternProperties: { "^n": self } }] },
  anyOf: { anyOf: [{ properties: { next: self }, required: ["next"] }, { required: ["leaf"] }] },
  "anyOf twice": { anyOf: [{ properties: { next: self }, required: ["more"] }, { properties: { next: self } }] },
  oneOf: { oneOf: [{ properties: { next: self } }, { required: ["more"] }] },
  "oneOf twice": { oneOf: [{ properties: { next: self } }, { properties: { next: self }, required: ["more"] }] },
  "oneOf with tags": {
    required: ["kind"],
    oneOf: ["a", "b"].map((tag) => ({
      type: "object",
      required: ["kind"],
      properties: { kind: { const: tag }, next: self },
    })),
  },
  not: { not: { not: { properties: { next: self } } } },
  "not beside properties": {
    properties: { next: self },
    not: { properties: { next: { not: self } }, required: ["next"] },
  },
  if: { if: { properties: { next: self }, required: ["next"] } },
  then: { if: { required: ["next"] }, then: { properties: { next: self } } },
  else: { if: { required: ["more"] }, else: { properties: { next: self } } },
  "if and then": { if: { properties: { next: self } }, then: { properties: { next: self } } },
  dependentSchemas: { dependentSchemas: { next: { properties: { next: self } } } },
  $ref: { $ref: "#/$defs/next" },
  $dynamicRef: { $dynamicRef: "#next" },
};

const definitions = {
  $defs: { next: { $dynamicAnchor: "next", properties: { next: self } } },
};

const ofLists: Readonly<Record<string, Schema>> = {
  prefixItems: { prefixItems: [self] },
  items: { items: self },
  contains: { contains: self },
  "contains so many": { contains: self, minContains: 1, maxContains: 3 },
  "items and contains": { items: self, contains: self },
  "allOf of items": { allOf: [{ items: self }, { prefixItems: [self] }] },
  "anyOf of items": { anyOf: [{ prefixItems: [self, true] }, { minItems: 7 }] },
  "if of items": { if: { prefixItems: [self] }, then: { items: self } },
};

/** What stands beside them: nothing, or what asks for all that they don't look at. */
const ofOthers = (keyword: string): Readonly<Record<string, Schema>> => ({
  "nothing beside": {},
  [`${keyword} that are forbidden`]: { [keyword]: false },
  [`${keyword} that are the same`]: { [keyword]: self },
});

const leafSchema = { properties: { leaf: { type: "number" }, kind: { type: "string" } } };

const nest = (depth: number, leaf: unknown, wrap: (below: unknown) => unknown): unknown => {
  let value = leaf;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};

const inObject = (below: unknown) => ({ next: below, kind: "a" });
const inList = (below: unknown) => [below];

/** An object that counts how often its only property is read. */
const countedLeaf = (leaf: unknown) => {
  let reads = 0;
  const value = {
    kind: "a",
    get leaf() {
      reads += 1;
      return leaf;
    },
  };
  return { value, reads: () => reads };
};

const cases = [
  ...Object.entries(ofObjects).flatMap(([name, schema]) =>
    Object.entries(ofOthers("unevaluatedProperties")).map(
      ([beside, others]) =>
        [`${name}, ${beside}`, { allOf: [leafSchema], ...schema, ...others, ...definitions }, inObject] as const,
    ),
  ),
  ...Object.entries(ofLists).flatMap(([name, schema]) =>
    Object.entries(ofOthers("unevaluatedItems")).map(
      ([beside, others]) => [`${name}, ${beside}`, { allOf: [leafSchema], ...schema, ...others }, inList] as const,
    ),
  ),
];

describe("a value that is nested deep", () => {
  it.each(cases)("is judged level by level: %s", async (_, schema, wrap) => {
    const { is, issuesOf } = validatorOf(schema);
    // Where ajv knows nothing of what an `if` looks at, or never ends, the other engine is right.
    const { hyperjump } = await compileEngines(schema);
    for (const leaf of [1, "no number"]) {
      const judged = countedLeaf(leaf);
      const verdict = is(nest(200, judged.value, wrap));
      expect(judged.reads()).toBeLessThanOrEqual(8);

      const explained = countedLeaf(leaf);
      const issues = issuesOf(nest(200, explained.value, wrap));
      expect(issues.length === 0).toBe(verdict);
      expect(explained.reads()).toBeLessThanOrEqual(200);

      const shallow = nest(6, countedLeaf(leaf).value, wrap);
      expect(is(shallow)).toBe(hyperjump(JSON.parse(JSON.stringify(shallow))));
    }
  });

  it("is judged in time that its size gives, in schemas without end", () => {
    const branch = { type: "object", properties: { next: self } };
    const { is } = validatorOf({
      anyOf: [{ ...branch, required: ["a"] }, { ...branch, required: ["b"] }, branch, { type: "number" }],
      unevaluatedProperties: false,
    });
    const leaf = countedLeaf(1);
    const value = nest(200, leaf.value, (next) => ({ next }));
    expect(is(value)).toBe(false);
    expect(leaf.reads()).toBeLessThanOrEqual(8);
  });
});

describe("a schema that asks about one value again and again", () => {
  const doubling = (levels: number, keyword: string, inside: Schema): Schema => ({
    $ref: "#/$defs/level0",
    $defs: Object.fromEntries([
      ...Array.from({ length: levels }, (_, level) => {
        const below = { $ref: `#/$defs/level${level + 1}` };
        return [`level${level}`, { [keyword]: [{ allOf: [below] }, { allOf: [below], minProperties: 0 }] }] as const;
      }),
      [`level${levels}`, inside] as const,
    ]),
  });

  it.each(["allOf", "anyOf"])("judges it once: %s", (keyword) => {
    const { is } = validatorOf(doubling(24, keyword, leafSchema));
    const leaf = countedLeaf("no number");
    expect(is(leaf.value)).toBe(false);
    expect(leaf.reads()).toBeLessThanOrEqual(200);
  });

  it("does so with unevaluated properties at each level", () => {
    let schema: Schema = { properties: { leaf: { type: "number" } }, unevaluatedProperties: { type: "string" } };
    for (let level = 0; level < 24; level += 1) schema = { anyOf: [schema], unevaluatedProperties: { type: "string" } };
    const { is } = validatorOf(schema);
    const leaf = countedLeaf(1);
    expect(is(leaf.value)).toBe(true);
    expect(leaf.reads()).toBeLessThanOrEqual(200);
  });
});

describe("verdicts that are kept", () => {
  const { is, issuesOf } = validatorOf({
    ...leafSchema,
    if: { properties: { next: self } },
    then: { properties: { next: self } },
    unevaluatedProperties: false,
  });

  it("are those of one call", () => {
    const leaf: { leaf: unknown } = { leaf: 1 };
    const value = nest(20, leaf, inObject);
    expect(is(value)).toBe(true);
    leaf.leaf = "no number";
    expect(is(value)).toBe(false);
    expect(issuesOf(value)).not.toEqual([]);
  });

  it("are not those of a call inside of it", () => {
    const inner = { leaf: "no number" };
    const value = nest(20, { leaf: 1 }, inObject);
    const outer = {
      next: value,
      get kind() {
        expect(is(inner)).toBe(false);
        return "a";
      },
    };
    expect(is(outer)).toBe(true);
    expect(is(inner)).toBe(false);
  });
});
