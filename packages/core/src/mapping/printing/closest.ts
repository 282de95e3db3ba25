/** A longer word is no misspelling of one of ours, and to compare it takes time. */
const maxChars = 100;

/** The edits that lead from one word to another: a character added, removed or changed, or two neighbours swapped. */
const distance = (one: string, other: string): number => {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = next;
  }
  return last[other.length] ?? 0;
};

/**
 * Returns the known word that is closest to a misspelt one, ignoring case. Returns undefined if none is close: a third
 * of the characters of the known word may differ, or one.
 */
export const closest = (word: string, known: readonly string[]): string | undefined => {
  if (word.length > maxChars) return undefined;
  const edits = known.map((one) => ({ one, count: distance(word.toLowerCase(), one.toLowerCase()) }));
  const [best] = edits.toSorted((one, other) => one.count - other.count);
  return best !== undefined && best.count <= Math.max(1, Math.floor(best.one.length / 3)) ? best.one : undefined;
};

/** Returns ` Did you mean ...?` for the end of an error message, or an empty string if no known word is close. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const best = closest(word, known);
  return best === undefined ? "" : ` Did you mean ${best}?`;
};
