import * as fc from "fast-check";
import type { RandomSchema } from "./random-schemas.ts";

const member = fc.constantFrom<RandomSchema>(
  true,
  { type: "string" },
  { type: ["string", "null"] },
  { type: "integer" },
  { const: "a" },
);

const members = fc.dictionary(fc.constantFrom("a", "b", "ab"), member, { minKeys: 1, maxKeys: 2 });

const object = fc
  .tuple(members, fc.boolean())
  .map(([properties, isNeeded]): RandomSchema => ({ properties, ...(isNeeded ? { required: ["a"] } : {}) }));

/** Keywords that evaluate properties of the values that match them. */
const condition = fc.oneof(
  fc.tuple(fc.constantFrom("anyOf", "oneOf"), object, object).map(([keyword, ...list]) => ({ [keyword]: list })),
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  fc.record({ if: object, then: object, else: object }, { requiredKeys: ["if"] }),
  object.map((below) => ({ dependentSchemas: { b: below } })),
);

const closed = fc.constantFrom<RandomSchema>(false, { type: "string" }, { type: "null" });

/** Two objects that differ in the schemas of properties, and evaluate the same others or not. */
export const closedPairs: fc.Arbitrary<readonly [RandomSchema, RandomSchema]> = fc
  .record({
    was: members,
    is: fc.option(members, { nil: undefined }),
    other: fc.option(condition, { freq: 2, nil: undefined }),
    condition,
    isInner: fc.boolean(),
    unevaluatedProperties: closed,
    edited: member,
  })
  .map(({ was, is, condition: own, other = own, isInner, unevaluatedProperties, edited }) => {
    const [first = "a"] = Object.keys(was);
    const around = (properties: object, inner: object): RandomSchema => ({
      type: "object",
      properties,
      ...(isInner ? { allOf: [inner] } : inner),
      unevaluatedProperties,
    });
    return [around(was, own), around(is ?? { ...was, [first]: edited }, other)] as const;
  });
