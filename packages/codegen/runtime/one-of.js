/** Some texts, in words. */
export function oneOf(texts) {
  const list = texts.map((text) => JSON.stringify(text)).join(", ");
  return texts.length > 1 ? `one of ${list}` : list;
}
