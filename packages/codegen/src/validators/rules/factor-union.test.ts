import { isDeepStrictEqual } from "node:util";
import { setOf } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../testing/random.ts";
import { mutate, randomValue } from "../../testing/random-value.ts";
import { loadValidator } from "../../testing/load-validators.ts";
import { validatorOf } from "../../testing/validator-of.ts";
import { createRuleReader } from "./create-rule-reader.ts";
import { emitValidators } from "../emit-validators.ts";
import { factorUnion } from "./factor-union.ts";

type Schema = Readonly<Record<string, unknown>>;

const base = { type: "object", required: ["c"], properties: { c: { type: "integer" }, ab: { minLength: 2 } } };

const tagged = (tag: string, b: unknown, more: Schema = {}): Schema => ({
  type: "object",
  allOf: [{ $ref: "base.schema.json" }],
  required: ["a", "b"],
  properties: { a: { const: tag }, b },
  ...more,
});

const inside = (tag: string, b: Schema): Schema => ({
  type: "object",
  allOf: [{ $ref: "base.schema.json" }],
  required: ["b"],
  properties: { b: { type: "object", required: ["a"], properties: { a: { const: tag }, ...b } } },
});

/** With a property of both behind the one that they differ in. */
const between = (tag: string, b: unknown): Schema => ({
  type: "object",
  required: ["a", "b", "c"],
  properties: { a: { const: tag }, b, c: { $ref: "base.schema.json#/properties/c" } },
});

const text = { type: "string" };
const list = { type: "array", items: { type: "boolean" } };

const setOfUnion = (first: unknown, second: unknown) =>
  setOf({
    "base.schema.json": base,
    "first.schema.json": first,
    "second.schema.json": second,
    "union.schema.json": { oneOf: [{ $ref: "first.schema.json" }, { $ref: "second.schema.json" }] },
  });

const factored = (first: unknown, second: unknown): string | undefined => {
  const set = setOfUnion(first, second);
  const { ruleOf } = createRuleReader(set);
  const [union] = ruleOf(set.roots.find(({ file }) => file === "union.schema.json")!).general;
  return union?.kind === "tagged" ? factorUnion(union, ruleOf)?.property.name : "no union";
};

const alike: readonly (readonly [string, unknown, unknown])[] = [
  ["the tag beside it", tagged("1", text), tagged("a", list)],
  ["the tag inside it", inside("1", { c: text }), inside("a", { c: list })],
  ["anything allowed in one", tagged("1", {}), tagged("a", list)],
  ["a choice in one", tagged("1", { anyOf: [text, list] }), tagged("a", list)],
  ["a shared property behind it", between("1", text), between("a", list)],
  ["something that isn't there in one", tagged("1", { not: text }), tagged("a", { type: ["null", "string"] })],
];

const different: readonly (readonly [string, unknown, unknown])[] = [
  ["another base", tagged("1", text), tagged("a", list, { allOf: [{ $ref: "first.schema.json" }] })],
  ["a bound of one's own", tagged("1", text), tagged("a", list, { minProperties: 3 })],
  ["no other properties in one", tagged("1", text), tagged("a", list, { additionalProperties: false })],
  ["one that may lack it", tagged("1", text), tagged("a", list, { required: ["a"] })],
  ["two properties", tagged("1", text), tagged("a", list, { properties: { a: { const: "a" }, b: list, c: text } })],
  ["another property", tagged("1", text), tagged("a", list, { properties: { a: { const: "a" }, c: text } })],
  ["more to a tag than the text", tagged("1", text), tagged("a", list, { properties: { a: { const: "a", not: {} } } })],
  ["nothing", tagged("1", text), tagged("a", text, { properties: { a: { const: "a" } }, required: ["a", "b"] })],
];

describe("branches that are alike but for one property", () => {
  it.each(alike)("are checked together: %s", (_, first, second) => {
    expect(factored(first, second)).toBe("b");
  });

  it.each(different)("aren't what these are: %s", (_, first, second) => {
    expect(factored(first, second)).toBeUndefined();
  });

  it.each([...alike, ...different])("get the issues that they have alone: %s", (_, first, second) => {
    const code = emitValidators(setOfUnion(first, second), "commonjs");
    const union = loadValidator(code, "Union");
    const branches = new Map([
      ["1", loadValidator(code, "First")],
      ["a", loadValidator(code, "Second")],
    ]);
    const random = createRandom(4711);
    const isInside = !("a" in (first as typeof base).properties);
    const wrong: object[] = [];
    let compared = 0;
    for (let run = 0; run < 4_000; run += 1) {
      const tag = random.pick(["1", "a"]);
      const fields = {
        a: tag,
        b: random.pick(["", [], [true], { a: tag, c: "" }, { a: tag, c: [1] }]),
        c: 1,
        ab: "ab",
      };
      const value = mutate(random, random.below(4) === 0 ? { ...fields, b: randomValue(random) } : fields);
      const place = (isInside ? (value as typeof fields | null)?.b : value) as Partial<typeof fields> | null;
      const branch = branches.get(place?.a ?? "");
      if (!branch) continue;
      compared += 1;
      const [together, alone] = [union, branch].map((one) => [
        one.issuesOf(value),
        one.issuesOf(value, 1),
        one.is(value),
      ]);
      // An expectation for each value would take longer than all else here.
      if (!isDeepStrictEqual(together, alone)) wrong.push({ value, together, alone });
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });

  it("don't take the tag for a slip of a name that is missing", () => {
    const $defs = { base: { type: "object", required: ["kinds"], properties: { kinds: { type: "array" } } } };
    const branch = (tag: string, type: string): Schema => ({
      type: "object",
      allOf: [{ $ref: "#/$defs/base" }],
      required: ["kind", "b"],
      properties: { kind: { const: tag }, b: { type } },
    });
    const union = { $defs, oneOf: [branch("x", "string"), branch("y", "integer")] };
    const [issue] = validatorOf(union).issuesOf({ kind: "x", b: "" });
    expect(issue).toEqual({ pointer: "/kinds", code: "required", expected: "a value", received: "nothing" });
  });

  it("are checked whatever the tag is called", () => {
    const branch = (tag: string, type: string): Schema => ({
      type: "object",
      required: ["__proto__", "b"],
      properties: { ["__proto__"]: { const: tag }, b: { type } },
    });
    const { is, issuesOf } = validatorOf({ oneOf: [branch("\u2028function x", "string"), branch("y", "integer")] });
    expect(is(JSON.parse('{ "__proto__": "\u2028function x", "b": "" }'))).toBe(true);
    expect(is(JSON.parse('{ "__proto__": "y", "b": "" }'))).toBe(false);
    for (const value of [null, undefined, 1, {}]) expect([is(value), issuesOf(value).length]).toEqual([false, 1]);
  });

  it("leave no function behind that nobody calls", () => {
    const $defs = { first: tagged("1", text), second: tagged("a", list) };
    const union = { $defs, oneOf: [{ $ref: "#/$defs/first" }, { $ref: "#/$defs/second" }] };
    const code = emitValidators(setOf({ "base.schema.json": base, "union.schema.json": union }));
    const declared = [...code.matchAll(/^function (\w+)/gm)].map(([, name]) => name!);
    expect(declared).toContain("checkBase");
    for (const name of declared) expect(code.match(new RegExp(`\\b${name}\\b`, "g"))?.length).toBeGreaterThan(1);
  });
});
