const linesOf = (text: string): readonly string[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());

/** Whether lines match what a page shows; a line `...` stands for any lines, also for none. */
const matches = (printed: readonly string[], shown: readonly string[]): boolean => {
  const [first, ...rest] = shown;
  if (first === undefined) return printed.length === 0;
  if (first.trim() !== "...") return printed[0] === first && matches(printed.slice(1), rest);
  return (
    printed.length + 1 > 0 &&
    Array.from(printed, (_, index) => index)
      .concat(printed.length)
      .some((index) => matches(printed.slice(index), rest))
  );
};

/** Returns how an output differs from what a page shows, or `undefined`. */
export const compareOutput = (printed: string, shown: string): string | undefined =>
  matches(linesOf(printed), linesOf(shown))
    ? undefined
    : `the page shows\n${shown.trimEnd()}\nand what is printed is\n${printed.trimEnd()}`;
