import type { Random } from "../../testing/random.ts";
import { randomValue } from "../../testing/random-value.ts";
import { names } from "../../testing/random-schema.ts";

type Schema = boolean | Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listed = (value: unknown): readonly Schema[] => (Array.isArray(value) ? (value as readonly Schema[]) : []);

const mapped = (value: unknown): Readonly<Record<string, Schema>> =>
  isObject(value) ? (value as Readonly<Record<string, Schema>>) : {};

/** Merges two values; objects have the properties of both. */
const together = (a: unknown, b: unknown): unknown => (isObject(a) && isObject(b) ? { ...a, ...b } : (b ?? a));

const scalarOf = (random: Random, type: unknown): unknown => {
  const byType: Readonly<Record<string, readonly unknown[]>> = {
    string: ["", "a", "ab", "kind-a", "x-1"],
    number: [0, 1, 1.5, 3],
    integer: [0, 1, 2, 3],
    boolean: [true, false],
    null: [null],
    object: [{}],
    array: [[]],
  };
  return random.pick(byType[String(type)] ?? [null]);
};

/**
 * Generates values that are likely to be valid, with described properties only: types leave others out on purpose.
 */
export const createInstances = (random: Random, definitions: Readonly<Record<string, Schema>>) => {
  const objectOf = (schema: Members, depth: number): unknown => {
    const properties = mapped(schema["properties"]);
    const required = new Set(listed(schema["required"]).map(String));
    const hasNames = Object.keys(properties).length > 0;
    const rest = schema["additionalProperties"] as Schema | undefined;
    const patterns = Object.entries(mapped(schema["patternProperties"]));
    const isOpen = !hasNames || (rest !== undefined && typeof rest !== "boolean") || patterns.length > 0;
    const wanted = new Set(Object.keys(properties).filter((name) => required.has(name) || random.below(2) === 0));
    for (const name of required) wanted.add(name);
    if (isOpen) for (const name of names) if (random.below(4) === 0) wanted.add(name);
    return Object.fromEntries(
      [...wanted].map((name) => {
        const matching = patterns.find(([pattern]) => new RegExp(pattern, "u").test(name))?.[1];
        return [name, instanceOf(properties[name] ?? matching ?? rest ?? true, depth - 1)];
      }),
    );
  };

  const arrayOf = (schema: Members, depth: number): unknown => {
    const first = listed(schema["prefixItems"]);
    const { minItems = 0, maxItems = 4 } = schema as { readonly minItems?: number; readonly maxItems?: number };
    const length = Math.max(minItems, Math.min(maxItems, random.below(4)));
    return Array.from({ length }, (_, index) =>
      instanceOf(first[index] ?? (schema["items"] as Schema | undefined) ?? true, depth - 1),
    );
  };

  const ownOf = (schema: Members, depth: number): unknown => {
    if ("const" in schema) return schema["const"];
    if ("enum" in schema) return random.pick(schema["enum"] as readonly unknown[]);
    const type = random.pick([schema["type"] ?? []].flat());
    const describes = (...keywords: readonly string[]): boolean => keywords.some((keyword) => keyword in schema);
    const isUntyped = type === undefined;
    if (
      type === "object" ||
      (isUntyped && describes("properties", "required", "patternProperties", "additionalProperties"))
    )
      return objectOf(schema, depth);
    if (type === "array" || (isUntyped && describes("prefixItems", "items", "minItems", "maxItems")))
      return arrayOf(schema, depth);
    return isUntyped ? undefined : scalarOf(random, type);
  };

  const instanceOf = (schema: Schema, depth: number): unknown => {
    if (typeof schema === "boolean" || depth <= 0) return randomValue(random, 0);
    const { $ref } = schema;
    const ref = typeof $ref === "string" ? definitions[$ref.split("/").at(-1) ?? ""] : undefined;
    const parts = [
      ...(ref === undefined ? [] : [ref]),
      ...listed(schema["allOf"]),
      ...["anyOf", "oneOf"].flatMap((keyword) => (keyword in schema ? [random.pick(listed(schema[keyword]))] : [])),
    ].map((part) => instanceOf(part, depth - 1));
    const value = [...parts, ownOf(schema, depth)].reduce(together, undefined);
    return value === undefined ? randomValue(random, 0) : value;
  };
  return (schema: Schema): unknown => instanceOf(schema, 5);
};
