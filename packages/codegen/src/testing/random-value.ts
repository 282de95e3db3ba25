import type { Random } from "./random.ts";
import { names, scalars } from "./random-schema.ts";

/** A JSON value of the names and scalars of random schemas. */
export const randomValue = (random: Random, depth = 3): unknown => {
  const kind = random.below(depth <= 0 ? 1 : 4);
  if (kind === 0) return random.pick(scalars);
  const size = random.below(4);
  if (kind === 1) return Array.from({ length: size }, () => randomValue(random, depth - 1));
  return Object.fromEntries(Array.from({ length: size }, () => [random.pick(names), randomValue(random, depth - 1)]));
};

/** A value with one part replaced, removed or added. */
export const mutate = (random: Random, value: unknown): unknown => {
  if (typeof value !== "object" || value === null || random.below(8) === 0) return randomValue(random, 1);
  if (Array.isArray(value)) {
    const at = random.below(value.length + 1);
    return random.pick([
      value.toSpliced(at, 1),
      value.toSpliced(at, 0, randomValue(random, 1)),
      value.toSpliced(at, 1, mutate(random, value[at])),
      value.concat(value.slice(0, 1)),
    ]);
  }
  const entries = Object.entries(value);
  const at = random.below(entries.length);
  const [name = random.pick(names), below = null] = entries[at] ?? [];
  return Object.fromEntries(
    random.pick([
      entries.toSpliced(at, 1),
      entries.concat([[random.pick(names), randomValue(random, 1)]]),
      entries.toSpliced(at, 1, [name, mutate(random, below)]),
      entries.toSpliced(at, 1, [`${name}_`, below]),
    ]),
  );
};
