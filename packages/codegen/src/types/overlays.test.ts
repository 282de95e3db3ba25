import type { SchemaObject } from "@email-events/json-schema";
import { setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../testing/random.ts";
import { validatorOf } from "../testing/validator-of.ts";
import { printDeclared } from "./print-declared.ts";
import { complaintsOf } from "./testing/complaints.ts";
import { describeTypes, type Row } from "./testing/written-types.ts";
import { toDeclaration, toType } from "./to-type.ts";
import { sizeOf } from "./type-tree.ts";

const text = { type: "string" };
const number = { type: "number" };
const inner = { type: "object", properties: { x: text, y: number } };
const nested = { type: "object", properties: { n: inner } };
const base = { $defs: { base: nested } };

/** A schema beside another that only adds to an object or array in it. */
const overlays: Readonly<Record<string, Row>> = {
  "in a base": {
    schema: { ...nested, allOf: [{ properties: { n: { required: ["x"] } } }] },
    type: "{ n?: { x: string; }; } & { n?: { x: string; y?: number; }; }",
    fits: [{}, { n: { x: "" } }, { n: { x: "", y: 1 } }],
    refuses: [{ n: {} }, { n: { x: 1 } }, { n: { x: "", z: 1 } }, { n: 1 }],
  },
  "beside a reference": {
    schema: { $ref: "#/$defs/base", required: ["n"], properties: { n: { type: "object", required: ["x"] } }, ...base },
    type: "Base & { n: { x: string; }; }",
    fits: [{ n: { x: "", y: 1 } }],
    refuses: [{}, { n: {} }, { n: { x: "", z: 1 } }],
  },
  "of which one says what the other names": {
    schema: { ...nested, allOf: [{ properties: { n: { minProperties: 1 } } }] },
    type: "{ /** * Not in the type: minProperties 1. */ n?: unknown; } & { n?: { x?: string; y?: number; }; }",
    fits: [{ n: {} }, { n: { y: 1 } }],
    refuses: [{ n: { z: 1 } }],
  },
  "in branches": {
    schema: {
      ...nested,
      anyOf: [{ properties: { n: { required: ["x"] } } }, { properties: { n: { required: ["y"] } } }],
    },
    type: "{ n?: { x?: string; y?: number; }; } & ({ n?: { x: string; }; } | { n?: { y: number; }; })",
    fits: [{}, { n: { x: "" } }, { n: { y: 1 } }],
    refuses: [{ n: {} }, { n: { x: "", z: 1 } }],
  },
  "of items": {
    schema: {
      type: "object",
      properties: { l: { type: "array", items: inner } },
      allOf: [{ properties: { l: { minItems: 1, items: { required: ["x"] } } } }],
    },
    type: "{ l?: [ { x: string; [k: string]: unknown; }, ...{ x: string; [k: string]: unknown; }[], ]; } & { l?: { x: string; y?: number; }[]; }",
    fits: [{}, { l: [{ x: "", y: 1 }] }],
    refuses: [{ l: [] }, { l: [{}] }, { l: [{ x: "", z: 1 }] }],
  },
  "of all other properties": {
    schema: {
      type: "object",
      additionalProperties: inner,
      allOf: [{ additionalProperties: { required: ["x"] } }],
    },
    type: "{ [k: string]: { x: string; }; } & { [k: string]: { x: string; y?: number; }; }",
    fits: [{}, { a: { x: "", y: 1 } }],
    refuses: [{ a: {} }, { a: { x: "", z: 1 } }],
  },
  "of a property that another describes by a pattern": {
    schema: { ...nested, patternProperties: { "^n": { required: ["x"] } } },
    type: "{ n?: { x: string; y?: number; }; /** * Not in the type: the schemas of unnamed properties. */ [k: string]: unknown; }",
    fits: [{ n: { x: "" } }],
    refuses: [{ n: {} }],
  },
  "that forbids a property": {
    schema: { ...nested, allOf: [{ properties: { m: text }, additionalProperties: false }] },
    type: "{ m?: string; } & { n?: never; }",
    fits: [{}, { m: "" }],
    refuses: [{ n: {} }],
  },
  "of a kind of value": {
    schema: {
      type: "object",
      properties: { n: { type: ["object", "null"], properties: { x: text } } },
      allOf: [{ properties: { n: { type: "object" } } }],
    },
    type: "{ n?: object; } & { n?: { x?: string; }; }",
    fits: [{}, { n: {} }, { n: { x: "" } }],
    refuses: [{ n: null }, { n: { z: 1 } }],
  },
};

describeTypes("types of schemas that add to parts of others are right", overlays);

type Schema = Readonly<Record<string, unknown>>;

/** A schema, written in one piece, and as one without requirements and one with nothing else. */
interface Forms {
  readonly whole: Schema;
  readonly plain: Schema;
  readonly overlay: Schema;
}

const names = ["a", "b", "c"] as const;

const randomForms = (random: Random, depth: number): Forms => {
  const same = (schema: Schema): Forms => ({ whole: schema, plain: schema, overlay: {} });
  if (depth === 0) return same(random.pick([text, number]));
  const named = random.below(2) === 0 ? {} : { type: "object" };
  const under = (keyword: string, type: string): Forms => {
    const { whole, plain, overlay } = randomForms(random, depth - 1);
    const typed = "type" in named ? { type } : {};
    return {
      whole: { type, [keyword]: whole },
      plain: { type, [keyword]: plain },
      overlay: { ...typed, [keyword]: overlay },
    };
  };
  const kind = random.below(6);
  if (kind === 0) return under("items", "array");
  if (kind === 1) return under("additionalProperties", "object");
  const parts = names.map((name) => [name, randomForms(random, random.below(depth))] as const);
  const required = names.filter(() => random.below(2) === 0);
  const properties = (form: keyof Forms, kept = parts) =>
    Object.fromEntries(kept.map(([name, forms]) => [name, forms[form]]));
  const described = parts.filter(([, { overlay }]) => Object.keys(overlay).length > 0);
  return {
    whole: { type: "object", required, properties: properties("whole") },
    plain: { type: "object", properties: properties("plain") },
    overlay: { ...named, required, properties: properties("overlay", described) },
  };
};

/**
 * A value of a schema; now and then a property of it is missing, of another name or of another type. No other names are in
 * items: TypeScript takes them where arrays are intersected.
 */
const instanceOf = (random: Random, schema: SchemaObject, isInItems = false): unknown => {
  if (random.below(25) === 0) return null;
  const { items = {}, additionalProperties: rest, properties = {} } = schema as Readonly<Record<string, Schema>>;
  if (schema.type === "array") return Array.from({ length: random.below(3) }, () => instanceOf(random, items, true));
  if (schema.type !== "object") return schema.type === "string" ? "" : 1;
  const entries = rest ? [["k", rest] as const] : Object.entries(properties as Readonly<Record<string, Schema>>);
  const kept = entries.filter(() => random.below(8) > 0);
  const stray = !rest && !isInItems && random.below(12) === 0 ? { stray: 1 } : {};
  return { ...Object.fromEntries(kept.map(([name, below]) => [name, instanceOf(random, below, isInItems)])), ...stray };
};

/** The ways to lay one schema over another. */
const combined: readonly ((forms: Forms) => Schema)[] = [
  ({ plain, overlay }) => ({ ...plain, allOf: [overlay] }),
  ({ plain, overlay }) => ({ ...overlay, allOf: [plain] }),
  ({ plain, overlay }) => ({ allOf: [plain, overlay] }),
  ({ plain, overlay }) => ({ ...overlay, $ref: "#/$defs/base", $defs: { base: plain } }),
  ({ plain, overlay }) => ({ ...plain, anyOf: [overlay] }),
  ({ plain, overlay }) => ({
    type: "object",
    allOf: [{ $ref: "#/$defs/base" }],
    oneOf: [overlay],
    $defs: { base: plain },
  }),
];

const declaredIn = (schema: Schema): string => {
  const set = setOfOne({ ...schema, title: "Thing" });
  return set.declared.map((node) => `export ${printDeclared(toDeclaration(set, node)).text}`).join("\n");
};

/** Which of some values compile as the type of each schema. */
const whatFits = (schemas: readonly Schema[], values: readonly unknown[]): readonly (readonly boolean[])[] => {
  const files = schemas.map((schema, index) => {
    const head = declaredIn(schema);
    const uses = values.map((value, at) => `export const v${at}: Thing = ${JSON.stringify(value)};`);
    return { name: `schema${index}.ts`, first: head.split("\n").length + 1, text: [head, ...uses].join("\n") };
  });
  const complaints = complaintsOf(Object.fromEntries(files.map(({ name, text: written }) => [name, written])));
  const places = new Set(complaints.map((complaint) => complaint.split(": ")[0]));
  return files.map(({ name, first }) => values.map((_value, at) => !places.has(`${name}:${first + at}`)));
};

/** `TYPES=5000` tries more, see soundness.test.ts. */
const count = process.env["TYPES"] === undefined ? 12 : 150;
const timeoutMs = 60_000 + 2_000 * count;

describe("the type of a schema in two pieces", () => {
  it(
    "is the type of the schema in one piece",
    () => {
      const random = createRandom(29);
      let [fitting, refused] = [0, 0];
      for (let round = 0; round < count; round += 1) {
        const forms = randomForms(random, 3);
        if (forms.whole["type"] !== "object") continue;
        const values = Array.from({ length: 12 }, () => instanceOf(random, forms.whole));
        const schemas = [forms.whole, ...combined.map((combine) => combine(forms))];
        const [expected = [], ...found] = whatFits(schemas, values);
        for (const [index, fits] of found.entries()) {
          const schema = JSON.stringify(schemas[index + 1]);
          expect({ schema, values, fits }).toEqual({ schema, values, fits: expected });
        }
        const { is } = validatorOf(forms.whole);
        // A type is closed, so it may refuse what a validator takes, and never takes what that refuses.
        for (const [at, value] of values.entries()) if (expected[at] === true) expect(is(value)).toBe(true);
        fitting += expected.filter(Boolean).length;
        refused += expected.length - expected.filter(Boolean).length;
      }
      expect(Math.min(fitting, refused)).toBeGreaterThan(count);
    },
    timeoutMs,
  );

  it("takes work that doesn't grow exponentially with the depth of a schema", () => {
    const levels = 250;
    const schema = Array.from({ length: levels }).reduce<Schema>(
      (below) => ({ type: "object", properties: { a: below }, anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
      text,
    );
    const set = setOfOne(schema);
    expect(sizeOf(toType(set, set.roots[0]!))).toBeLessThan(20 * levels);
  });
});
