/** Whether a pattern is a regular expression as JSON Schema reads it: by code points. */
export const compiles = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
};

/** Whether a text fits a pattern somewhere. */
export const fits = (pattern: string, text: string): boolean => new RegExp(pattern, "u").test(text);
