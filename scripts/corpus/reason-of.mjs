// Reduces a message to its kind, by removing names, places and numbers. After a colon there is either an explanation or the text in question.
const isWords = (text) => /^[a-z][a-z']*( [a-z][a-z']*){2}/i.test(text);

/** Returns the kind of a refusal: its message without place, quoted text and numbers. */
export const reasonOf = (message) => {
  const [problem = "", detail = ""] = message.replace(/^(?:[^#]*?\.json|.*?#\S*): /s, "").split(": ");
  const isExplained = isWords(detail) || problem === "zod can't express this";
  return (isExplained ? `${problem}: ${detail}` : problem)
    .replace(/"[^"]*"/g, '"..."')
    .replace(/the name \S+ is taken by [^;]*/, "the name ... is taken by ...")
    .replace(/\d+/g, "N")
    .slice(0, 120);
};

/** Counts equal texts, the most frequent first. */
export const countBy = (values) => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
};
