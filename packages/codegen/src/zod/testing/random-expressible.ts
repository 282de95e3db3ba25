import type { Random } from "../../testing/random.ts";
import { names, scalars } from "../../testing/random-schema.ts";

type Schema = boolean | Readonly<Record<string, unknown>>;
type Part = (random: Random, depth: number) => Schema;

const patterns = ["^a", "b$", "^x-", "."] as const;

/** Property names, one of which every object inherits. */
const plainNames = names.filter((name) => name !== "constructor");

const oneIn = (random: Random, chances: number): boolean => random.below(chances) === 0;

const some = <Value>(random: Random, most: number, make: () => Value): readonly Value[] =>
  Array.from({ length: 1 + random.below(most) }, make);

/** Keywords that are only present sometimes. */
const maybe = (random: Random, keyword: string, make: () => unknown): Readonly<Record<string, unknown>> =>
  oneIn(random, 3) ? { [keyword]: make() } : {};

const schemasUnder = (random: Random, depth: number, keys: readonly string[]) =>
  Object.fromEntries(some(random, 3, () => [random.pick(keys), randomSchema(random, depth - 1)] as const));

const definitions = {
  leaf: { type: "object", required: ["a"], properties: { a: { type: "string" }, b: { type: "number" } } },
  tree: { anyOf: [{ type: "string" }, { type: "object", additionalProperties: { $ref: "#/$defs/tree" } }] },
  nest: { type: "array", prefixItems: [{ type: "string" }], items: { $ref: "#/$defs/nest" } },
  base: { type: "object", required: ["a"], properties: { a: { type: "string" }, b: { $ref: "#/$defs/heir" } } },
  heir: { type: "object", allOf: [{ $ref: "#/$defs/base" }], properties: { c: { type: "number" } } },
} as const;

const reference: Part = (random) => ({ $ref: `#/$defs/${random.pick(Object.keys(definitions))}` });

const text: Part = (random) => ({
  type: "string",
  ...maybe(random, "minLength", () => random.below(3)),
  ...maybe(random, "maxLength", () => random.below(3)),
  ...maybe(random, "pattern", () => random.pick(patterns)),
});

const number: Part = (random) => ({
  type: random.pick(["number", "integer"]),
  ...maybe(random, "minimum", () => random.below(3)),
  ...maybe(random, "exclusiveMaximum", () => random.below(3)),
  ...maybe(random, "multipleOf", () => random.pick([1, 2, 1.5])),
});

type Keywords = (random: Random, depth: number) => Readonly<Record<string, unknown>>;

const nothing: Keywords = () => ({});

const seldom = (random: Random, parts: readonly Keywords[]): Keywords =>
  oneIn(random, 4) ? random.pick(parts) : nothing;

/** Object keywords that no method of zod checks. */
const objectChecks: readonly Keywords[] = [
  (random) => ({ minProperties: random.below(3) }),
  (random) => ({ maxProperties: random.below(3) }),
  (random, depth) => ({ propertyNames: randomSchema(random, depth - 1) }),
  (random) => ({ dependentRequired: { [random.pick(plainNames)]: [random.pick(plainNames)] } }),
  (random, depth) => ({ dependentSchemas: schemasUnder(random, depth, plainNames) }),
];

/** The same for arrays. */
const listChecks: readonly Keywords[] = [
  (random) => ({ uniqueItems: oneIn(random, 2) }),
  (random, depth) => ({
    contains: randomSchema(random, depth - 1),
    ...maybe(random, "maxContains", () => random.below(3)),
  }),
  (random, depth) => ({ contains: randomSchema(random, depth - 1), minContains: random.below(3) }),
];

/** The same for any value. */
const checks: readonly Keywords[] = [
  (random, depth) => ({ not: randomSchema(random, depth - 1) }),
  (random, depth) => ({ if: randomSchema(random, depth - 1), then: randomSchema(random, depth - 1) }),
  (random, depth) => ({ if: randomSchema(random, depth - 1), else: randomSchema(random, depth - 1) }),
];

/** The same keywords without a type. */
const withoutType: Part = (random, depth) => {
  const { type: _, ...keywords } = random.pick([object, list, text, number])(random, depth) as {
    readonly type: string;
  };
  return keywords;
};

const object: Part = (random, depth) => {
  const properties = oneIn(random, 4) ? undefined : schemasUnder(random, depth, plainNames);
  const described = Object.keys(properties ?? {}).filter(() => oneIn(random, 3));
  const required = oneIn(random, 6) ? [...described, "z"] : described;
  return {
    type: "object",
    ...(properties && { properties, required }),
    ...maybe(random, "additionalProperties", () => random.pick([true, false, randomSchema(random, depth - 1)])),
    ...maybe(random, "patternProperties", () => schemasUnder(random, depth, patterns)),
    ...seldom(random, objectChecks)(random, depth),
  };
};

const list: Part = (random, depth) => ({
  type: "array",
  ...maybe(random, "items", () => random.pick([false, randomSchema(random, depth - 1)])),
  ...maybe(random, "prefixItems", () => some(random, 3, () => randomSchema(random, depth - 1))),
  ...maybe(random, "minItems", () => random.below(4)),
  ...maybe(random, "maxItems", () => random.below(4)),
  ...seldom(random, listChecks)(random, depth),
});

const branch = (random: Random, depth: number, tag: string): Schema => ({
  type: "object",
  required: ["a"],
  properties: { a: { const: tag }, b: randomSchema(random, depth - 1) },
});

const leaves: readonly Part[] = [
  text,
  number,
  reference,
  reference,
  () => true,
  (random) => ({ type: random.pick(["boolean", "null"]) }),
  (random) => ({ enum: [...new Set(some(random, 3, () => random.pick([...scalars, [1], { a: 1 }])))] }),
];

const branches: readonly Part[] = [
  object,
  object,
  list,
  (random, depth) => ({ anyOf: some(random, 3, () => randomSchema(random, depth - 1)) }),
  (random, depth) => ({ allOf: some(random, 2, () => randomSchema(random, depth - 1)) }),
  (random, depth) => ({ oneOf: [branch(random, depth, "kind-a"), branch(random, depth, "a")] }),
  (random, depth) => ({ oneOf: some(random, 3, () => randomSchema(random, depth - 1)) }),
  (random, depth) => ({ ...(reference(random, depth) as object), ...(object(random, depth) as object) }),
  (random, depth) => ({ ...(object(random, depth) as object), type: ["object", "null"] }),
  (random, depth) => ({ ...(list(random, depth) as object), ...random.pick(checks)(random, depth) }),
  (random, depth) => ({ ...(object(random, depth) as object), ...random.pick(checks)(random, depth) }),
  withoutType,
];

const randomSchema = (random: Random, depth: number): Schema =>
  random.pick(depth <= 0 || oneIn(random, 3) ? leaves : branches)(random, depth);

/** A document of the keywords that emitted zod schemas check; a combination of them may still be refused. */
export const randomExpressible = (random: Random): Readonly<Record<string, unknown>> => ({
  ...(random.pick(branches)(random, 3) as object),
  $defs: definitions,
});
