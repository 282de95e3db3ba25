/** What is expected, in words: a text is so already, a list is of the values that fit. */
export function inWords(expected /*: string | readonly unknown[] */) /*: string */ {
  if (typeof expected === "string") return expected;
  return (
    (expected.length > 1 ? "one of " : "") + expected.map((value /*: unknown */) => JSON.stringify(value)).join(", ")
  );
}
