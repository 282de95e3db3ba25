import { setOfOne } from "@email-events/json-schema/testing";
import { expect, it } from "vitest";
import { loadValidator } from "../testing/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { compileAjv, compileHyperjump } from "../testing/engines.ts";
import { scalars } from "../testing/random-schema.ts";

type Schema = boolean | Readonly<Record<string, unknown>>;

/** Schemas of one keyword or two, each of which is printed as another kind of expression. */
const small: readonly Schema[] = [
  true,
  false,
  ...["a", "", 1, 1.5, null, true, [1], { a: 1 }].map((value) => ({ const: value })),
  ...[["a"], ["a", "b"], ["a", 1, null], [[1]]].map((values) => ({ enum: values })),
  ...["array", "boolean", "integer", "null", "number", "object", "string"].map((type) => ({ type })),
  { type: ["string", "null"] },
  { type: "string", const: "a" },
  { type: "string", enum: ["a", "b"] },
  { type: "string", minLength: 2 },
  { minLength: 1 },
  { maxLength: 1 },
  { pattern: "^a" },
  { minimum: 1 },
  { exclusiveMaximum: 1 },
  { multipleOf: 2 },
  { required: ["a"] },
  { minProperties: 1 },
  { minItems: 1 },
  { uniqueItems: true },
  { properties: { a: { const: "a" } } },
  { $ref: "#/$defs/constant" },
  { $ref: "#/$defs/text" },
];

/** Every place for a schema. */
const places: readonly ((inner: Schema) => Schema)[] = [
  (inner) => inner,
  (inner) => ({ not: { not: inner } }),
  (inner) => ({ allOf: [inner, { not: { const: 2 } }] }),
  (inner) => ({ anyOf: [inner, { type: "number" }] }),
  (inner) => ({ oneOf: [inner, { type: "string" }] }),
  (inner) => ({ if: inner, then: { type: "string" } }),
  (inner) => ({ if: inner, else: { type: "string" } }),
  (inner) => ({ if: inner, then: { maxLength: 1 }, else: { maxLength: 0 } }),
  (inner) => ({ if: { type: "object" }, then: inner }),
  (inner) => ({ if: { const: "a" }, else: inner }),
  (inner) => ({ items: inner }),
  (inner) => ({ prefixItems: [inner], items: false }),
  (inner) => ({ contains: inner }),
  (inner) => ({ contains: inner, maxContains: 1 }),
  (inner) => ({ propertyNames: inner }),
  (inner) => ({ properties: { a: inner } }),
  (inner) => ({ properties: { a: inner }, required: ["a"] }),
  (inner) => ({ properties: { b: true }, additionalProperties: inner }),
  (inner) => ({ patternProperties: { "^a": inner } }),
  (inner) => ({ dependentSchemas: { a: inner } }),
  (inner) => ({ if: inner, then: { properties: { a: true } }, unevaluatedProperties: false }),
  (inner) => ({ if: inner, else: { properties: { a: true } }, unevaluatedProperties: false }),
  (inner) => ({
    anyOf: [{ properties: { a: true }, ...(typeof inner === "object" && inner) }],
    unevaluatedItems: inner,
  }),
];

const forms: readonly ((inner: Schema) => Schema)[] = [(inner) => inner, (inner) => ({ not: inner })];

const values: readonly unknown[] = [
  ...scalars,
  [],
  ["a"],
  [1],
  ["a", "a"],
  [[1]],
  [null, 2],
  {},
  { a: "a" },
  { a: 1 },
  { b: "a" },
  { a: "b", b: 1 },
  { ab: null },
];

const schemas = places.flatMap((place) => forms.flatMap((form) => small.map((inner) => place(form(inner)))));

/** How many schemas share a document, since to compile one takes longer than to run it. */
const together = 30;

const documentOf = (some: readonly Schema[]) => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  properties: Object.fromEntries(some.map((schema, index) => [`p${index}`, schema])),
  $defs: { constant: { const: "a" }, text: { type: "string", minLength: 1 } },
});

it("emitted validators agree with another engine on every small schema in every place", async () => {
  const wrong: string[] = [];
  for (let from = 0; from < schemas.length; from += together) {
    const some = schemas.slice(from, from + together);
    const document = documentOf(some);
    const set = setOfOne(document, { formats: "annotate" });
    const ours = loadValidator(emitValidators(set, "commonjs"), set.nameOf(set.roots[0]!));
    const ajv = compileAjv(document);
    for (const [index, schema] of some.entries()) {
      for (const value of values) {
        const event = { [`p${index}`]: value };
        const our = ours.is(event);
        const isExplained = ours.issuesOf(event).length > 0 !== our;
        // The second engine is asked only where they differ: ajv doesn't count what a lone `if` evaluates.
        const isRight = our === ajv(event) || our === (await compileHyperjump(document))(event);
        if (!isRight || !isExplained) wrong.push(`${JSON.stringify(schema)} on ${JSON.stringify(value)}: ${our}`);
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
});
