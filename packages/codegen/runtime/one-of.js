/** Some texts, in words. */
export function oneOf(texts) {
  const list = JSON.stringify(texts).slice(1, -1).replaceAll('","', '", "');
  return texts.length > 1 ? `one of ${list}` : list;
}
