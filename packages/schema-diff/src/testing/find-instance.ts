import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { generateSync } from "json-schema-faker";
import { check_compat, initSync, validator_for } from "jsoncompat";
import type { RandomSchema } from "./random-schemas.ts";

initSync({ module: readFileSync(createRequire(import.meta.url).resolve("jsoncompat/jsoncompat_wasm_bg.wasm")) });

const ajv = new Ajv2020({ strict: false, logger: false, allErrors: false });

/** The result of another checker for backward and forward compatibility. */
export const secondOpinion = (
  was: RandomSchema,
  is: RandomSchema,
): { readonly forward: boolean; readonly backward: boolean } | undefined => {
  const [old, now] = [JSON.stringify(was), JSON.stringify(is)];
  try {
    return { forward: check_compat(old, now, "deserializer"), backward: check_compat(old, now, "serializer") };
  } catch {
    // It doesn't support some keywords, nor schemas without values.
    return undefined;
  }
};

/**
 * Whether a second engine agrees. ajv 8 accepts an empty array for `contains` next to `prefixItems`, so its result alone
 * proves nothing.
 */
const agrees = (schema: RandomSchema, value: unknown, isValid: boolean): boolean => {
  try {
    return validator_for(JSON.stringify(schema)).is_valid(JSON.stringify(value)) === isValid;
  } catch {
    return true;
  }
};

const compile = (schema: RandomSchema): ValidateFunction => {
  const validate = ajv.compile(structuredClone(schema));
  ajv.removeSchema();
  return validate;
};

const scalars = [
  null,
  true,
  false,
  -1,
  0,
  1,
  2,
  3,
  4,
  6,
  0.5,
  1.5,
  2.5,
  4.5,
  7.5,
  "",
  "a",
  "b",
  "ab",
  "aab",
  "abbb",
  "cccc",
];

const smallScalars = [null, true, 0, 1, 2, 1.5, "", "a", "ab"];

const arrays = [
  [],
  ...smallScalars.map((item) => [item]),
  ...smallScalars.flatMap((one) => smallScalars.map((other) => [one, other])),
  [1, "a", null],
  [1, 1, 1],
  ["a", "a", 2, 1.5],
  [[]],
  [{}],
  [{ a: 1 }, "a"],
];

const objects = [
  {},
  ...["a", "b", "ab", "c", "aaaa", ""].flatMap((name) =>
    [...smallScalars, [], {}, [1], { a: 1 }].map((value) => ({ [name]: value })),
  ),
  ...smallScalars.flatMap((one) => smallScalars.map((other) => ({ a: one, b: other }))),
  ...smallScalars.map((value) => ({ a: value, b: value, ab: value })),
  ...smallScalars.map((value) => ({ a: "a", b: 1, c: value, d: value })),
];

/** Values that distinguish small random schemas. */
const pool: readonly unknown[] = [...scalars, ...arrays, ...objects];

const fake = (schema: RandomSchema, seed: number): readonly unknown[] => {
  try {
    return [generateSync(structuredClone(schema), { seed })];
  } catch {
    // A schema without values, or one that this generator doesn't support.
    return [];
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Values that differ from a value in one place. */
const neighbours = (value: unknown, random: () => number): readonly unknown[] => {
  const other = pool[Math.floor(random() * pool.length)];
  if (Array.isArray(value)) {
    const at = Math.floor(random() * value.length);
    return [value.slice(1), [...value, other], value.map((item: unknown, index) => (index === at ? other : item))];
  }
  if (!isRecord(value)) return [other, [value], { a: value }];
  const keys = Object.keys(value);
  const key = keys[Math.floor(random() * keys.length)] ?? "a";
  const { [key]: inner, ...rest } = value;
  const changed = neighbours(inner, random).map((item) => ({ ...rest, [key]: item }));
  return [rest, { ...value, [["a", "b", "ab", "c"][Math.floor(random() * 4)] ?? "a"]: other }, ...changed];
};

/** Every tested value: a pool, values generated from both schemas, and their neighbours. */
const candidates = (schemas: readonly RandomSchema[], effort: number): readonly unknown[] => {
  const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { seed: 1, numRuns: 400 });
  let next = 0;
  const draw = (): number => random[(next += 1) % random.length] ?? 0;
  const made = schemas.flatMap((schema) => Array.from({ length: effort }, (_, seed) => fake(schema, seed)).flat());
  return [...pool, ...made, ...made.flatMap((value) => neighbours(value, draw))];
};

/** Values that one of two schemas allows and the other rejects, according to ajv. */
export interface Counterexamples {
  /** Values of the old schema that the new one rejects. */
  readonly forward: readonly unknown[];
  /** Values of the new schema that the old one rejects. */
  readonly backward: readonly unknown[];
}

/** Searches for values that one of two schemas allows and the other rejects. */
export const findCounterexamples = (was: RandomSchema, is: RandomSchema, effort: number): Counterexamples => {
  const [fitsOld, fitsNew] = [compile(was), compile(is)];
  const values = candidates([was, is], effort);
  return {
    forward: values.filter((value) => fitsOld(value) && !fitsNew(value)),
    backward: values.filter((value) => fitsNew(value) && !fitsOld(value)),
  };
};

/** The counterexamples that a second engine confirms. It is slow, so it is only asked when a proof is in doubt. */
export const confirmed = (
  fitted: RandomSchema,
  refused: RandomSchema,
  values: readonly unknown[],
): readonly unknown[] =>
  values.slice(0, 20).filter((value) => agrees(fitted, value, true) && agrees(refused, value, false));
