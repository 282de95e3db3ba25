/** The candidate that a mistyped word was probably meant to be: at most about two fifths of its letters differ. */
export function closest(word /*: unknown */, candidates /*: unknown */) /*: string */ {
  if (typeof word !== "string" || !Array.isArray(candidates)) return "";
  let best = "";
  let limit = Math.round(word.length * 0.4);
  for (const candidate of candidates) {
    // Most are told apart by their lengths alone.
    const isNear = typeof candidate === "string" && Math.abs(word.length - candidate.length) <= limit;
    const size = isNear ? difference(word, candidate) : Infinity;
    if (size > limit) continue;
    best = candidate;
    limit = size - 1;
  }
  return best;
}

/** How long the stretch is in which two words differ: a slip of the hand changes one place. */
function difference(a /*: string */, b /*: string */) /*: number */ {
  let start = 0;
  while (letter(a, start) === letter(b, start)) start += 1;
  let end = 0;
  while (letter(a, a.length - 1 - end) === letter(b, b.length - 1 - end)) end += 1;
  // In "aa" and "a", the same letter is at the start of both and at their end.
  return Math.max(a.length - start - end, b.length - start - end, Math.abs(a.length - b.length));
}

/** A letter of a word without its case, a blank is an underscore; beyond its ends NaN, which is like nothing. */
function letter(word /*: string */, index /*: number */) /*: number */ {
  const code = word.charCodeAt(index);
  return code & 64 ? code & 31 : code - 1;
}
