/** The candidate that a mistyped word was probably meant to be: at most a third of its letters differ. */
export function closest(word, candidates) {
  let best;
  let limit = Math.ceil(word.length / 3);
  if (word.length > 64) return best;
  let meant;
  for (const candidate of candidates.slice(0, 64)) {
    // Two blanks at most make a word longer that isn't.
    if (Math.abs(word.length - candidate.length) > limit + 2) continue;
    meant ??= plain(word);
    const distance = editDistance(meant, plain(candidate), limit);
    if (distance <= limit) [best, limit] = [candidate, distance - 1];
  }
  return best;
}

/** A word without case and without what stands between words. */
function plain(word) {
  return /[-_ A-Z]/.test(word) ? word.toLowerCase().replace(/[-_ ]/g, "") : word;
}

/** Levenshtein's distance; infinite for words that are far apart or differ at both ends, as no slip of a hand does. */
function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit || (a[0] !== b[0] && a.at(-1) !== b.at(-1))) return Infinity;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const row = Array.from({ length: b.length - start + 1 }, (_, i) => i);
  for (let i = start; i < a.length; i += 1) {
    const letter = a.charCodeAt(i);
    let diagonal = row[0];
    row[0] += 1;
    for (let j = 1; j < row.length; j += 1) {
      const kept = diagonal + (letter === b.charCodeAt(start + j - 1) ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(kept, diagonal + 1, row[j - 1] + 1);
    }
  }
  return row.at(-1);
}
