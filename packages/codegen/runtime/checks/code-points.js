/** The length of a text as JSON Schema counts it: a surrogate pair is one character. */
export function codePoints(text /*: string */) /*: number */ {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
