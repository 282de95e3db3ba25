/** The candidate that a mistyped word was probably meant to be: at most two fifths of its letters differ. */
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
  // Letters without their case, and a blank as an underscore: to make new words of them would take ten times as long.
  const same = (i, j) => (a.charCodeAt(i) % 32) % 31 === (b.charCodeAt(j) % 32) % 31;
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && same(start, start)) start += 1;
  let end = 1;
  while (end <= shorter - start && same(a.length - end, b.length - end)) end += 1;
  return Math.max(a.length, b.length) - start - end + 1;
}
