/** Some texts, in words. */
export function oneOf(texts) {
  return (texts.length > 1 ? "one of " : "") + texts.map((text) => JSON.stringify(text)).join(", ");
}
