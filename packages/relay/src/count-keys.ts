const countInList = (list: readonly unknown[], depthLeft: number): number => {
  let count = 0;
  for (const element of list) {
    if (typeof element === "object" && element !== null) count += countKeys(element, depthLeft);
  }
  return count;
};

/**
 * Counts the keys of all objects in a parsed JSON value, `__proto__` left out so that the count doesn't come right
 * where there is one; `NaN` when the value is nested deeper than `depthLeft`.
 */
export const countKeys = (value: object, depthLeft: number): number => {
  if (depthLeft <= 0) return Number.NaN;
  if (Array.isArray(value)) return countInList(value, depthLeft - 1);
  let count = 0;
  for (const [key, element] of Object.entries(value)) {
    if (key !== "__proto__") count += 1;
    if (typeof element === "object" && element !== null) count += countKeys(element, depthLeft - 1);
  }
  return count;
};

/**
 * Counts the places of a JSON text that look like the end of a key: a quote, perhaps blanks, a colon. It is never less
 * than the number of keys, and more only where a string holds such a place.
 */
export const countKeyEnds = (text: string): number => {
  let count = 0;
  for (let colon = text.indexOf(":"); colon !== -1; colon = text.indexOf(":", colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= 0x20) before -= 1;
    if (text.charCodeAt(before) === 0x22) count += 1;
  }
  return count;
};
