import { type KeywordShape, keywordShapes } from "@email-events/json-schema/testing";
import { hostileTexts } from "../source-text/testing/hostile-texts.ts";
import type { Random } from "./random.ts";

const types = ["array", "boolean", "integer", "null", "number", "object", "string"] as const;

/** Names that schemas and values share, in addition to hostile texts. */
export const plainNames = ["a", "b", "next", "list", "__proto__", "constructor", "hasOwnProperty"] as const;

const name = (random: Random): string => (random.below(3) === 0 ? random.pick(hostileTexts) : random.pick(plainNames));

const listOf = <Value>(random: Random, most: number, make: () => Value): readonly Value[] =>
  Array.from({ length: 1 + random.below(most) }, make);

const mapOf = (random: Random, make: () => unknown): object =>
  Object.fromEntries(listOf(random, 3, () => [name(random), make()] as const));

const distinct = (random: Random): readonly string[] => [...new Set(listOf(random, 3, () => name(random)))];

/** Any JSON value, even one that no keyword allows. */
const anyValue = (random: Random, depth = 2): unknown =>
  random.pick([
    () => null,
    () => random.below(2) === 0,
    () => random.pick([0, -1, 1.5, 2 ** 53, 1e300]),
    () => random.pick(hostileTexts),
    () => (depth === 0 ? [] : listOf(random, 2, () => anyValue(random, depth - 1))),
    () => (depth === 0 ? {} : mapOf(random, () => anyValue(random, depth - 1))),
  ])();

type Make = (random: Random, depth: number) => unknown;

const text: Make = (random) => random.pick(hostileTexts);
const schema: Make = (random, depth) => hostileSchema(random, depth - 1);
const schemas: Make = (random, depth) => listOf(random, 3, () => hostileSchema(random, depth - 1));
const schemaMap: Make = (random, depth) => mapOf(random, () => hostileSchema(random, depth - 1));
const count: Make = (random) => random.below(4);

const literal = (pattern: string): string => pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A value that is mostly valid for a keyword of a shape. */
const byShape: { readonly [Shape in KeywordShape]: Make } = {
  schema,
  "schema-list": schemas,
  "schema-map": schemaMap,
  "schema-or-list": (random, depth) => random.pick([schema, schemas])(random, depth),
  "pattern-map": (random, depth) => ({ [literal(name(random))]: hostileSchema(random, depth - 1) }),
  "names-map": (random) => mapOf(random, () => distinct(random)),
  dependencies: (random, depth) =>
    mapOf(random, () => random.pick([distinct(random), hostileSchema(random, depth - 1)])),
  dialect: (random) => random.pick(["https://json-schema.org/draft/2020-12/schema", random.pick(hostileTexts)]),
  id: text,
  anchor: (random) => random.pick(["here", random.pick(hostileTexts)]),
  string: text,
  boolean: (random) => random.below(2) === 0,
  booleans: (random) => mapOf(random, () => true),
  count,
  number: count,
  positive: (random) => 1 + random.below(3),
  names: distinct,
  types: (random) => random.pick([random.pick(types), [...new Set(listOf(random, 3, () => random.pick(types)))]]),
  list: (random) => listOf(random, 3, () => anyValue(random)),
  values: (random) => listOf(random, 3, () => anyValue(random)),
  value: (random) => anyValue(random),
  reference: (random) => random.pick(["#", "#/$defs/a", "#/$defs/b"]),
  pattern: (random) => literal(random.pick(hostileTexts)),
  format: text,
};

// Most schemas with one of these keywords are refused.
const rare: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "$vocabulary",
]);

const keywords = [...keywordShapes].filter(([keyword]) => !rare.has(keyword));

/** A schema of a few keywords, with hostile texts as names and values, and sometimes a value of a wrong type. */
const hostileSchema = (random: Random, depth: number): unknown => {
  if (depth <= 0)
    return random.pick([true, false, { type: random.pick(types) }, { $ref: "#" }, { const: text(random, 0) }]);
  if (random.below(60) === 0) return anyValue(random);
  const chosen = random.below(20) === 0 ? [...keywordShapes] : keywords;
  return Object.fromEntries(
    listOf(random, 4, () => {
      const [keyword, shape] = random.pick(chosen);
      return [keyword, random.below(60) === 0 ? anyValue(random) : byShape[shape](random, depth)] as const;
    }),
  );
};

/** Documents that are hostile in every way at once. */
export const hostileDocuments = (random: Random): Readonly<Record<string, unknown>> => {
  const root = hostileSchema(random, 3);
  const $defs = { a: hostileSchema(random, 2), b: { type: "object", properties: { next: { $ref: "#" } } } };
  const isObject = typeof root === "object" && root !== null && !Array.isArray(root);
  const path = random.below(4) === 0 ? random.pick(hostileTexts).toWellFormed().replaceAll(/[\0/]/g, ":") : "thing";
  return { [`${path}.schema.json`]: isObject ? { ...root, $defs } : root };
};
