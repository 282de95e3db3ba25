// Values to compare two validators: examples of the schema, generated values, and mutations of both.
import { generateSync } from "json-schema-faker";

const scalars = [null, true, 0, -1, 1.5, "", "a", "2026-01-01T00:00:00Z", [], {}];

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** Returns a value with one place changed, at random. */
const change = (value, random) => {
  const isInner = (isRecord(value) || Array.isArray(value)) && Object.keys(value).length > 0;
  if (!isInner || random() < 0.15) return pick(scalars, random);
  if (Array.isArray(value)) {
    const at = Math.floor(random() * value.length);
    const action = random();
    if (action < 0.2) return value.filter((_, index) => index !== at);
    if (action < 0.4) return [...value, value[at]];
    return value.map((item, index) => (index === at ? change(item, random) : item));
  }
  const key = pick(Object.keys(value), random);
  const { [key]: below, ...rest } = value;
  const action = random();
  if (action < 0.2) return rest;
  if (action < 0.3) return { ...value, [`${key}_`]: below };
  return { ...value, [key]: change(below, random) };
};

const generated = (schema, seed) => {
  try {
    return [generateSync(structuredClone(schema), { seed })];
  } catch {
    // The generator throws for schemas that it doesn't support, and for those without valid values.
    return [];
  }
};

/** A small deterministic generator (mulberry32), so that disagreements are reproducible. */
export const createRandom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** Returns at most a hundred values for a schema, the same each time. */
export const instancesFor = (schema) => {
  const random = createRandom(4711);
  const examples = [schema.examples, schema.default].flat().filter((value) => value !== undefined);
  const seeds = [...examples.slice(0, 10), ...generated(schema, 1), ...generated(schema, 2), {}];
  const neighbours = seeds.flatMap((seed) => Array.from({ length: 12 }, () => change(seed, random)));
  return [...scalars, ...seeds, ...neighbours].slice(0, 100);
};
