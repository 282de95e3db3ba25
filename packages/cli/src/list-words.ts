/** Lists words as a sentence does: `a`, `a or b`, `a, b or c`. */
export const listWords = (words: readonly string[]): string => {
  const last = words.at(-1) ?? "";
  const others = words.slice(0, -1);
  return others.length === 0 ? last : `${others.join(", ")} or ${last}`;
};
