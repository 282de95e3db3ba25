/** The candidate that a mistyped word was probably meant to be: at most a third of its letters differ. */
export function closest(word, candidates, isKnown) {
  let best;
  let meant;
  let limit = Math.ceil(word.length / 3);
  const last = word.length > 64 ? 0 : Math.min(candidates.length, 64);
  for (let i = 0; i < last && limit >= 0; i += 1) {
    const candidate = candidates[i];
    // Two blanks at most make a word longer that isn't. No slip of a hand changes both ends.
    if (Math.abs(word.length - candidate.length) > limit + 2 || !hasAnEndOf(word, candidate)) continue;
    if (isKnown?.(candidate)) continue;
    meant ??= plain(word);
    const distance = editDistance(meant, plain(candidate), limit);
    if (distance > limit) continue;
    best = candidate;
    limit = distance - 1;
  }
  return best;
}

/** Whether two words begin or end alike, whatever the case. */
function hasAnEndOf(a, b) {
  return !(
    (a.charCodeAt(0) ^ b.charCodeAt(0)) & ~32 && (a.charCodeAt(a.length - 1) ^ b.charCodeAt(b.length - 1)) & ~32
  );
}

/** A word without case and without what stands between words. */
function plain(word) {
  return /[-_ A-Z]/.test(word) ? word.toLowerCase().replace(/[-_ ]/g, "") : word;
}

/** Levenshtein's distance; infinite as soon as it is known to be above a limit. */
function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const row = [];
  for (let j = start; j <= b.length; j += 1) row.push(j - start);
  for (let i = start; i < a.length; i += 1) {
    const letter = a.charCodeAt(i);
    let diagonal = row[0];
    row[0] += 1;
    let least = row[0];
    for (let j = 1; j < row.length; j += 1) {
      const kept = diagonal + (letter === b.charCodeAt(start + j - 1) ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(kept, diagonal + 1, row[j - 1] + 1);
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return Infinity;
  }
  return row[row.length - 1];
}
