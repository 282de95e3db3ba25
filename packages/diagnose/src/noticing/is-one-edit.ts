/** Returns how many characters two texts have in common at their beginning. */
const sharedLength = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

const reverse = (text: string): string => Array.from(text).toReversed().join("");

/**
 * Whether two texts differ by one edit, ignoring case: a character that is added, removed or changed, or two neighbours that
 * are swapped. Two edits make another word of many: `link_name` of `list_name`, `Subscribed` of `Unsubscribed`.
 */
export const isOneEdit = (one: string, other: string): boolean => {
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  const start = sharedLength(left, right);
  const [leftRest, rightRest] = [reverse(left.slice(start)), reverse(right.slice(start))];
  const end = sharedLength(leftRest, rightRest);
  const [from, to] = [leftRest.slice(end), rightRest.slice(end)];
  return Math.max(from.length, to.length) === 1 || (from.length === 2 && from === reverse(to));
};
