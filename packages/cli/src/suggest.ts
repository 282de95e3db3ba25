/** The share of a word that may differ from what was meant. */
const maxDifference = 0.4;

/** The most edits between a word and what was meant. */
const maxEdits = 3;

/** A shorter beginning of a word could be the beginning of too many. */
const minPrefixChars = 3;

/** The next row of a table of edits: from the characters of a word up to `row` to each beginning of a candidate. */
const nextRow = (word: string, candidate: string, row: number, above: readonly number[], second: readonly number[]) => {
  const current = [row];
  for (let column = 1; column <= candidate.length; column += 1) {
    const isSame = word[row - 1] === candidate[column - 1];
    const isSwapped = word[row - 1] === candidate[column - 2] && word[row - 2] === candidate[column - 1];
    current.push(
      Math.min(
        (above[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (above[column - 1] ?? Infinity) + (isSame ? 0 : 1),
        isSwapped ? (second[column - 2] ?? Infinity) + 1 : Infinity,
      ),
    );
  }
  return current;
};

/** Counts the characters to insert, remove, replace or swap with their neighbor that make one word the other. */
const countEdits = (word: string, candidate: string): number => {
  let second: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: candidate.length + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row += 1)
    [second, above] = [above, nextRow(word, candidate, row, above, second)];
  return above[candidate.length] ?? 0;
};

const distanceOf = (word: string, candidate: string): number => {
  if (word.length >= minPrefixChars && candidate.startsWith(word)) return 0;
  const longest = Math.max(word.length, candidate.length);
  const limit = Math.max(1, Math.min(maxEdits, Math.floor(longest * maxDifference)));
  // A word of many megabytes isn't compared.
  if (Math.abs(word.length - candidate.length) > limit) return Infinity;
  const edits = countEdits(word, candidate);
  return edits <= limit ? edits : Infinity;
};

/** Returns what a misspelled word most likely means, the first of those that are as near; `undefined` when nothing is near. */
export const suggest = (word: string, candidates: readonly string[]): string | undefined => {
  const written = word.length > 100 ? word : word.toLowerCase();
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: distanceOf(written, candidate) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate;
};
