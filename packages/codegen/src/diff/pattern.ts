const mostKept = 1000;

const compiled = new Map<string, RegExp>();

/** The regular expression of a pattern as JSON Schema reads it: by code points. */
const regexOf = (pattern: string): RegExp => {
  const known = compiled.get(pattern);
  if (known) return known;
  if (compiled.size >= mostKept) compiled.clear();
  const regex = new RegExp(pattern, "u");
  compiled.set(pattern, regex);
  return regex;
};

/** The text of a pattern as the engine reads it; `undefined` where it isn't a regular expression. */
export const sourceOf = (pattern: string): string | undefined => {
  try {
    return new RegExp(pattern, "u").source;
  } catch {
    return undefined;
  }
};

/** Whether a text fits a pattern somewhere. */
export const fits = (pattern: string, text: string): boolean => regexOf(pattern).test(text);
