const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Copies a value without some of its properties, each named by its path; what isn't changed is shared with the original.
 * A path that leads through a list, or to nothing, leaves the value as it is.
 */
export const withoutPlaces = (value: unknown, paths: readonly (readonly string[])[]): unknown => {
  if (!isObject(value)) return value;
  const copy = { ...value };
  for (const name of new Set(paths.map(([first = ""]) => first))) {
    // An own property alone: one called __proto__ is a property like any other, and never a prototype.
    if (!Object.hasOwn(copy, name)) continue;
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (below.some((path) => path.length === 0)) delete copy[name];
    else copy[name] = withoutPlaces(copy[name], below);
  }
  return copy;
};
