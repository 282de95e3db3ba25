/** The names that lead to a place. */
export function pathOf({ up, name }) {
  if (!up) return [];
  const path = pathOf(up);
  path.push(name);
  return path;
}
