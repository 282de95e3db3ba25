const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Copies a value without the properties at some paths. Unchanged parts are shared with the original. A path through a
 * list, or to nothing, changes nothing.
 */
export const withoutPaths = (value: unknown, paths: readonly (readonly string[])[]): unknown => {
  if (!isObject(value)) return value;
  const copy = { ...value };
  for (const name of new Set(paths.map(([first = ""]) => first))) {
    // Only own properties: __proto__ is a property like any other.
    if (!Object.hasOwn(copy, name)) continue;
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (below.some((path) => path.length === 0)) delete copy[name];
    else copy[name] = withoutPaths(copy[name], below);
  }
  return copy;
};
