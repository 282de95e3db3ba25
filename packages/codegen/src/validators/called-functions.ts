// A line break, not the start of a line: U+2028 in a text starts one as well.
const nameOf = (source: string): string => /(?:^|\n)function (\w+)/.exec(source)?.[1] ?? "";

/** Those of some functions that code calls, itself or through others. */
export const calledFunctions = (functions: readonly string[], code: string): readonly string[] => {
  const sources = new Map(functions.map((source) => [nameOf(source), source]));
  const called = new Set<string>();
  const toRead = [code];
  for (const text of toRead) {
    for (const [word] of text.matchAll(/\w+/g)) {
      const source = sources.get(word);
      if (source === undefined || called.has(source)) continue;
      called.add(source);
      toRead.push(source);
    }
  }
  return functions.filter((source) => called.has(source));
};
