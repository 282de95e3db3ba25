/** Tells whether no two items of an array are equal, in time that grows with their size and not with its square. */
export function allDiffer(items) {
  return new Set(items.map(canonical)).size === items.length;
}

/** A JSON value as text, equal for equal values: the order of properties doesn't matter. */
function canonical(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}
