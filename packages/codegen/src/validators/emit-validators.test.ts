import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { setOf, setOfOne, temporaryFolder } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";
import { emitValidators, emitValidatorTypes } from "./emit-validators.ts";

/** Uses most of what can be emitted. */
const wide = {
  title: "Wide",
  type: "object",
  required: ["kind"],
  properties: {
    kind: { enum: ["a", "b"] },
    at: { type: "string", format: "date-time" },
    host: { type: "string", format: "idn-hostname" },
    list: { type: "array", prefixItems: [{ type: "string" }], items: { $ref: "#" }, uniqueItems: true, contains: {} },
    step: { type: "number", multipleOf: 0.01 },
    choice: {
      anyOf: [
        { type: "string", minLength: 2 },
        { type: "integer", minimum: 1, maximum: 100 },
      ],
    },
  },
  patternProperties: { "^x-": { type: "string" } },
  propertyNames: { maxLength: 20 },
  dependentRequired: { at: ["host"] },
  if: { properties: { kind: { const: "a" } } },
  then: { not: { required: ["step"] } },
  unevaluatedProperties: false,
};

const first = (schema: unknown, value: unknown) => validatorOf(schema).issuesOf(value)[0];

describe("emitted validators", () => {
  it("run where code may not be made from strings, and neither import, nor evaluate", async () => {
    const code = emitValidators(setOfOne(wide));
    expect(code).not.toMatch(/^import |\bimport\(|\brequire\(|\beval\b\(|\bFunction\(/m);
    const calls = `import { isWide, issuesOfWide } from "./validators.js";
console.log(isWide({ kind: "b", "x-1": "y" }), issuesOfWide({ kind: "c", y: 1 }).map((issue) => issue.pointer).join());`;
    const folder = await temporaryFolder({
      "validators.js": code,
      "run.js": calls,
      "package.json": { type: "module" },
    });
    const args = ["--disallow-code-generation-from-strings", join(folder, "run.js")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toBe("true /kind,/y\n");
  });

  it("say the same as CommonJS", () => {
    const esm = emitValidators(setOfOne(wide));
    const twin = emitValidators(setOfOne(wide), "commonjs");
    expect(twin.replace("module.exports = {", "export {")).toBe(esm);
  });

  it("have declarations that name each root's two functions", () => {
    const declarations = emitValidatorTypes(setOf({ "a.schema.json": {}, "b.schema.json": {} }), "./types.js");
    expect(declarations).toContain("export declare function isA(value: unknown): value is types.A;");
    expect(declarations).toContain("export declare function issuesOfB(value: unknown, limit?: number): Issue[];");
    expect(declarations).toContain('import type * as types from "./types.js";');
  });

  it("can be handed to what calls with more than a value", () => {
    const { is, issuesOf } = validatorOf({ type: "object", properties: { a: { type: "string" } } });
    const values = [{ a: 1 }, { a: 2 }, { a: "3" }, {}];
    expect(values.filter(is)).toEqual([{ a: "3" }, {}]);
    expect(issuesOf({ a: 1 }, 0)).toEqual([]);
  });

  it("name the discriminator of a union, and collect the issues of the branch that is meant", () => {
    const branch = (tag: string) => ({
      type: "object",
      required: ["kind", "size"],
      properties: { kind: { const: tag }, size: { type: "number" } },
    });
    const union = { oneOf: [branch("open"), branch("click")] };
    expect(first(union, { kind: "clik" })).toEqual({
      pointer: "/kind",
      code: "discriminator",
      expected: 'one of "open", "click"',
      received: '"clik"',
      hint: 'did you mean "click"?',
    });
    expect(first(union, {})).toMatchObject({ pointer: "/kind", code: "required" });
    expect(first(union, { kind: 1 })).toMatchObject({ pointer: "/kind", code: "type", expected: "a string" });
    expect(first(union, { kind: "open", size: "1" })).toMatchObject({ pointer: "/size", expected: "a number" });
    expect(first(union, [])).toMatchObject({ pointer: "", code: "type", expected: "an object" });
  });

  it.each(["constructor", "toString", "__proto__"])("name a discriminator %s that is missing", (tag) => {
    const kind = (value: string) => ({
      type: "object",
      required: [tag],
      properties: { [tag]: { const: value } },
    });
    const within = (below: object) => ({ type: "object", required: [tag], properties: { [tag]: below } });
    const missing = { code: "required", expected: "a value", received: "nothing" };
    const union = { oneOf: [kind("open"), kind("click")] };
    expect(first(union, {})).toEqual({ pointer: `/${tag}`, ...missing });
    expect(first(union, { [tag]: 1 })).toMatchObject({ code: "type", expected: "a string", received: "1" });
    expect(first(union, { [tag]: "clik" })).toMatchObject({ code: "discriminator", hint: 'did you mean "click"?' });
    expect(first(union, [])).toMatchObject({ pointer: "", code: "type", expected: "an object" });
    const deeper = { oneOf: [within(kind("open")), within(kind("click"))] };
    expect(first(deeper, {})).toEqual({ pointer: `/${tag}`, ...missing });
    expect(first(deeper, { [tag]: {} })).toEqual({ pointer: `/${tag}/${tag}`, ...missing });
  });

  it("look at own properties only, and at an undefined one as at none", () => {
    const { is } = validatorOf({ type: "object", properties: { constructor: { type: "string" } }, minProperties: 1 });
    expect(is({ a: 1 })).toBe(true);
    expect(is({ constructor: 1 })).toBe(false);
    expect(is({ a: undefined })).toBe(false);
    expect(validatorOf({ required: ["toString"] }).is({})).toBe(false);
    expect(validatorOf({ properties: { ["__proto__"]: { type: "null" } } }).is(JSON.parse('{"__proto__": 1}'))).toBe(
      false,
    );
    expect(validatorOf({ const: JSON.parse('{"__proto__": 1}') }).is({})).toBe(false);
  });

  it.each([
    '{"__proto__": 1}',
    '{"a": 1, "__proto__": {"__proto__": 1}}',
    '{"x\\"__proto__": 1}',
    '{"x,": "{\\"__proto__\\":"}',
  ])("take a constant with keys and texts like that of a prototype: %s", (json) => {
    const { is } = validatorOf({ const: JSON.parse(json) });
    expect(is(JSON.parse(json))).toBe(true);
    expect(is({})).toBe(false);
  });

  const sparse = (items: object): readonly unknown[] => Object.assign([], items);

  it.each([
    ["a constant", { const: [5, 1] }, [5, 1], sparse({ length: 2, 1: 1 })],
    ["one of several constants", { enum: [[5], "q"] }, [5], sparse({ length: 1 })],
    ["a constant inside another", { const: { a: [[5]] } }, { a: [[5]] }, { a: [sparse({ length: 1 })] }],
    ["items", { items: { type: "string" } }, ["a", "b"], sparse({ length: 2, 0: "a" })],
    [
      "unevaluated items",
      { prefixItems: [true], unevaluatedItems: { type: "string" } },
      ["a", "b"],
      sparse({ length: 2, 0: "a" }),
    ],
    ["first items", { prefixItems: [true, { type: "string" }] }, ["a", "b"], sparse({ length: 2 })],
  ])("see the holes of arrays: %s", (_, schema, whole, holed) => {
    const { is, issuesOf } = validatorOf(schema);
    expect(is(whole)).toBe(true);
    expect(is(holed)).toBe(false);
    expect(issuesOf(holed)).toHaveLength(1);
  });

  it.each([
    ["only holes", sparse({ length: 3 }), true],
    ["a hole and a number", sparse({ length: 2, 1: 1 }), true],
    ["a hole and a string", sparse({ length: 2, 1: "a" }), false],
  ])("take the holes of arrays for items that contains may find: %s", (_, holed, isValid) => {
    const schema = { contains: { not: { type: "string" } } };
    expect(validatorOf(schema).is(holed)).toBe(true);
    expect(validatorOf({ ...schema, unevaluatedItems: false }).is(holed)).toBe(isValid);
    expect(validatorOf({ ...schema, minContains: 3 }).is(holed)).toBe(holed.length === 3);
  });

  const circle = (): readonly unknown[] => {
    const items: unknown[] = [];
    items.push(items);
    return items;
  };

  it.each([
    ["one BigInt twice", [10n, [10n], 10n], false],
    ["a BigInt beside its number and its text", [1n, 1, "1"], true],
    [
      "objects with BigInts",
      [
        { a: 1n, b: 2n },
        { b: 2n, a: 1n },
      ],
      false,
    ],
    ["NaN, infinity and null", [NaN, Infinity, -Infinity, null], true],
    ["NaN twice", [NaN, NaN], false],
    ["both zeros", [0, -0], false],
    ["symbols of one name", [Symbol("a"), Symbol("a")], true],
    ["functions of one text", [() => 1, () => 1], true],
    ["an empty list and one of undefined", [[], [undefined]], true],
    ["a hole beside undefined", sparse({ length: 2, 0: undefined }), false],
    ["a list of a hole beside an empty one", [[], sparse({ length: 1 })], true],
    ["circles", [circle(), circle()], false],
    ["a circle and a list", [circle(), [1]], true],
  ])("tell whether items of any kind differ: %s", (_, items, differ) => {
    const { is, issuesOf } = validatorOf({ uniqueItems: true });
    expect(is(items)).toBe(differ);
    expect(issuesOf(items)).toHaveLength(differ ? 0 : 1);
  });

  it.each([NaN, Infinity, -Infinity])("take %s for a multiple of nothing", (value) => {
    const { is, issuesOf } = validatorOf({ multipleOf: 0.5 });
    expect(is(value)).toBe(false);
    expect(issuesOf(value)).toHaveLength(1);
  });

  it("report at most as many issues as asked for, and bounded work for choices in choices", () => {
    const { issuesOf } = validatorOf({ type: "array", items: { type: "string" } });
    expect(issuesOf(Array.from({ length: 100 }, () => 1))).toHaveLength(20);
    expect(issuesOf([1, 2, 3], 2)).toHaveLength(2);
    const branches = ["a", "b", "c"].map((key) => ({
      type: "object",
      required: [key],
      additionalProperties: { $ref: "#" },
    }));
    const nested = Array.from({ length: 30 }).reduce<unknown>((below) => ({ a: below }), 1);
    // Trying every branch of every level would not end.
    expect(validatorOf({ anyOf: [{ type: "null" }, ...branches] }).issuesOf({ a: nested, d: 1 })).not.toEqual([]);
  });

  it("come to an end with a value of very many names and items", () => {
    const { issuesOf } = validatorOf({
      required: ["email_1", "email_2", "email_3"],
      properties: { list: { type: "array", items: { type: "string" } } },
    });
    const names = Array.from({ length: 100_000 }, (_, at) => [`email${at + 10}`, at]);
    const value = { ...Object.fromEntries(names), list: names.map(() => 1) };
    expect(issuesOf(value)).toHaveLength(20);
  });

  it("report hundreds of thousands of issues of one branch", () => {
    const { issuesOf } = validatorOf({ anyOf: [{ type: "array", items: { type: "string" } }, { type: "object" }] });
    const numbers = Array.from({ length: 200_000 }, (_, at) => at);
    expect(issuesOf(numbers, Infinity)).toHaveLength(200_000);
    expect(issuesOf(numbers, 1e5)).toHaveLength(100_000);
  });

  it("check a value once more at most for hints, and give none where very much is asked for", () => {
    let visits = 0;
    const item = {
      couponCode: 1,
      get coupon_id() {
        visits += 1;
        return 1;
      },
    };
    const { issuesOf } = validatorOf({
      type: "array",
      items: {
        required: ["coupon_code"],
        properties: { coupon_code: { type: "number" }, coupon_id: { type: "number" } },
      },
    });
    const hintsFor = (count: number) => {
      visits = 0;
      return issuesOf(
        Array.from({ length: count }, () => item),
        count,
      ).map(({ hint }) => hint);
    };
    expect(new Set(hintsFor(100))).toEqual(new Set(['"couponCode" is there: did you mean "coupon_code"?']));
    expect(visits).toBeLessThanOrEqual(2 * 100);
    expect(new Set(hintsFor(20_000))).toEqual(new Set([undefined]));
  });

  it("give functions of their own names to places whose names look alike", () => {
    const { is } = validatorOf({ patternProperties: { "^a": { not: { const: 1 } }, "^A": { not: { const: 2 } } } });
    expect([is({ a: 1 }), is({ A: 1 }), is({ a: 2 }), is({ A: 2 })]).toEqual([false, true, true, false]);
  });

  it("look up constants where there are very many, and compare few", () => {
    const constants = [0, "0", null, false, ...Array.from({ length: 3000 }, (_, index) => `c${index}`)];
    const { is, issuesOf } = validatorOf({ enum: constants });
    expect(constants.filter((constant) => !is(constant))).toEqual([]);
    expect(["c3000", 1, "", undefined, true, [], {}].filter((value) => is(value))).toEqual([]);
    expect(is(-0)).toBe(true);
    expect(issuesOf("c2999x")).toMatchObject([{ code: "enum", hint: 'did you mean "c2999"?' }]);
  });
});
