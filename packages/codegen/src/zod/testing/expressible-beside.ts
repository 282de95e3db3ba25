import type { Expressible } from "./expressible.ts";

const b = { type: "object", required: ["a"], properties: { a: { type: "string" }, c: { type: "number" } } };
const q = { type: "object", required: ["q"], properties: { q: { type: "string" } } };
const choice = [{ $ref: "#/$defs/b" }, q];

/** What may describe objects beside keywords of a place. */
const besides = {
  reference: { $ref: "#/$defs/b" },
  anyOf: { anyOf: choice },
  oneOf: { oneOf: choice },
  base: { allOf: [{ anyOf: choice }] },
};

const [one, two] = [{ a: "x" }, { a: "x", c: 1 }];

/** Checks of objects, each with an object that it takes and one that it refuses. */
const checks = [
  [{ minProperties: 2 }, two, one],
  [{ maxProperties: 1 }, one, two],
  [{ propertyNames: { maxLength: 1 } }, two, { ...one, cc: 1 }],
  [{ dependentRequired: { a: ["c"] } }, two, one],
  [{ dependentSchemas: { a: { maxProperties: 1 } } }, one, two],
] as const;

/** Checks of objects that stand next to a schema of those, and not next to properties. */
export const expressibleBeside: Readonly<Record<string, Expressible>> = Object.fromEntries(
  Object.entries(besides).flatMap(([name, beside]) =>
    checks.map(([check, valid, invalid]) => [
      `${name}_${Object.keys(check).join("")}`,
      {
        schema: { ...beside, type: "object", ...check, $defs: { b } },
        valid: [valid],
        invalid: [invalid, {}, { a: 1 }, [], null, "a"],
      },
    ]),
  ),
);
