/** The candidate that a mistyped word was probably meant to be: at most about two fifths of its letters differ. */
export function closest(word, candidates) {
  if (typeof word !== "string" || typeof candidates === "string") return undefined;
  let best;
  let limit = Math.round(word.length * 0.4);
  for (const candidate of candidates) {
    const size = typeof candidate === "string" ? difference(word, candidate) : Infinity;
    if (size > limit) continue;
    best = candidate;
    limit = size - 1;
  }
  return best;
}

/** How long the stretch is in which two words differ: a slip of the hand changes one place. */
function difference(a, b) {
  let start = 0;
  while (start < a.length && letter(a, start) === letter(b, start)) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && letter(a, a.length - 1 - end) === letter(b, b.length - 1 - end))
    end += 1;
  return Math.max(a.length, b.length) - start - end;
}

/** A letter of a word without its case; a blank is an underscore. */
function letter(word, index) {
  const code = word.charCodeAt(index);
  return code & 64 ? code & 31 : code - 1;
}
