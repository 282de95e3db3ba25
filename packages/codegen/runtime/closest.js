/** The candidate that a mistyped word was probably meant to be: at most a third of its letters differ. */
export function closest(word, candidates) {
  let best;
  let bestDistance = Math.ceil(word.length / 3) + 1;
  if (word.length > 64) return best;
  for (const candidate of candidates.slice(0, 64)) {
    const distance = candidate.length > 64 ? bestDistance : editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance, blind to case and to `-`, `_` and blanks. */
function editDistance(from, to) {
  const [a, b] = [from, to].map((word) => word.toLowerCase().replace(/[-_ ]/g, ""));
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
