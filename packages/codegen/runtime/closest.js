/** The candidate that a mistyped word was probably meant to be: at most a third of its letters differ. */
export function closest(word, candidates) {
  if (typeof word !== "string" || typeof candidates === "string") return undefined;
  let best;
  let meant;
  let limit = Math.min(Math.ceil(word.length / 3), word.length - 1);
  for (const candidate of candidates) {
    if (typeof candidate !== "string" || !mayBeClose(word, candidate, limit)) continue;
    meant ??= plain(word);
    const size = difference(meant, plain(candidate));
    if (size > limit) continue;
    best = candidate;
    limit = size - 1;
  }
  return best;
}

/** Rules most out at little cost: two blanks make a word longer that isn't, and a slip of the hand leaves one end. */
function mayBeClose(a, b, limit) {
  const differ = (i, j) => (a.charCodeAt(i) ^ b.charCodeAt(j)) & ~32;
  return Math.abs(a.length - b.length) <= limit + 2 && !(differ(0, 0) && differ(a.length - 1, b.length - 1));
}

/** A word without case and without what stands between words. */
function plain(word) {
  return word.toLowerCase().replace(/[-_ ]/g, "");
}

/** How long the stretch is in which two words differ: a slip of the hand changes one place. */
function difference(a, b) {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end;
}
