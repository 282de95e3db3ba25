import * as fc from "fast-check";
import type { RandomSchema } from "./random-schemas.ts";

const member = fc.constantFrom<RandomSchema>(
  true,
  { type: "string" },
  { type: "string", minLength: 1 },
  { type: "integer" },
  { type: ["integer", "null"] },
);

interface ObjectParts {
  readonly tag: RandomSchema;
  readonly b: RandomSchema | undefined;
  readonly isNeeded: boolean;
  readonly isTagNeeded: boolean;
  readonly isClosed: boolean;
}

const parts = (tag: fc.Arbitrary<RandomSchema>): fc.Arbitrary<ObjectParts> =>
  fc.record({
    tag,
    b: fc.option(member, { nil: undefined }),
    isNeeded: fc.boolean(),
    isTagNeeded: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    isClosed: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });

const objectOf = ({ tag, b, isNeeded, isTagNeeded, isClosed }: ObjectParts): RandomSchema => {
  const required = [...(isTagNeeded ? ["a"] : []), ...(isNeeded ? ["b"] : [])];
  return {
    type: "object",
    properties: { a: tag, ...(b === undefined ? {} : { b }) },
    ...(required.length > 0 ? { required } : {}),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
};

const plain = parts(
  fc.constantFrom<RandomSchema>({ type: "string" }, { enum: ["a", "ab"] }, { enum: ["a", "ab", "b"] }, { const: "a" }),
).map(objectOf);

const branches = fc
  .uniqueArray(fc.tuple(fc.constantFrom("a", "ab", "b", 1), parts(fc.constant(true))), {
    minLength: 1,
    maxLength: 3,
    selector: ([tag]) => tag,
  })
  .map((list) => list.map(([tag, own]) => objectOf({ ...own, tag: { const: tag } })));

const choice = fc
  .tuple(fc.constantFrom("oneOf", "anyOf"), branches, fc.boolean())
  .map(([keyword, list, isNullable]): RandomSchema => ({ [keyword]: isNullable ? [...list, { type: "null" }] : list }));

const inside = (schema: fc.Arbitrary<RandomSchema>): fc.Arbitrary<RandomSchema> =>
  schema.map((inner) => ({ type: "object", properties: { a: inner }, required: ["a"] }));

const flat = fc.tuple(fc.oneof(plain, choice), fc.oneof(plain, choice));

const nested = fc.tuple(inside(fc.oneof(plain, choice)), inside(fc.oneof(plain, choice)));

const widened = flat.map(([one, other]) => [one, { anyOf: [other, one] }] as const);

/** Two schemas of objects with a discriminator on one side or both. */
export const taggedPairs: fc.Arbitrary<readonly [RandomSchema, RandomSchema]> = fc.oneof(
  { weight: 3, arbitrary: flat },
  { weight: 1, arbitrary: nested },
  { weight: 2, arbitrary: widened },
);
