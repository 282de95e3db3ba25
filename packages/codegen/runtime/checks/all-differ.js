import { lengthOf } from "./length-of.js";
/*:: import type { $JsonObject } from "./json-object.js"; */

/** Tells whether no two items of an array are equal, in time that grows with their size and not with its square. */
export function allDiffer(items /*: readonly unknown[] */) /*: boolean */ {
  const length = lengthOf(items);
  // One item differs from all others, and isn't read.
  if (length < 2) return true;
  const numbers = new Map();
  const found = new Set();
  for (let i = 0; i < length; i += 1) {
    if (found.size === found.add(canonical(items[i], numbers, new Map())).size) return false;
  }
  return true;
}

/** A key of a value: equal for equal values, whatever the order of properties. A number for a scalar, else a text. */
function canonical(
  value /*: unknown */,
  numbers /*: Map<unknown, number> */,
  above /*: Map<unknown, number> */,
) /*: unknown */ {
  if (typeof value !== "object" || value === null) {
    // Not each has a text of its own: a BigInt, NaN and a symbol have none in JSON.
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value);
  }
  if (above.has(value)) return `^${above.get(value)}`;
  above.set(value, above.size);
  const object = value; /*:: as $JsonObject */
  const text = Array.isArray(value)
    ? `[${Array.from({ length: lengthOf(value) }, (_, i) => canonical(value[i], numbers, above)).join()}]`
    : `{${sortedNames(object)
        .map((name) => `${JSON.stringify(name)}:${canonical(object[name], numbers, above)}`)
        .join()}}`;
  above.delete(value);
  return text;
}

function sortedNames(object /*: $JsonObject */) /*: string[] */ {
  const names = Object.keys(object); /*:: as string[] & { toSorted(): string[] } */
  return names.toSorted();
}
