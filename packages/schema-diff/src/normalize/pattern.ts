import { type CostOfPattern, createPatternAnalyzer } from "@email-events/json-schema";

const mostKept = 1000;

const compiled = new Map<string, RegExp>();

/** The regular expression of a pattern, under the u flag as JSON Schema requires. */
const regexOf = (pattern: string): RegExp => {
  const known = compiled.get(pattern);
  if (known) return known;
  if (compiled.size >= mostKept) compiled.clear();
  const regex = new RegExp(pattern, "u");
  compiled.set(pattern, regex);
  return regex;
};

/** The source of a pattern as the engine prints it; `undefined` where it isn't a regular expression. */
export const sourceOf = (pattern: string): string | undefined => {
  try {
    return new RegExp(pattern, "u").source;
  } catch {
    return undefined;
  }
};

/** Whether a string matches a pattern. */
export const fits = (pattern: string, text: string): boolean => regexOf(pattern).test(text);

const answers = new Map<string, boolean>();

let costOf: CostOfPattern | undefined;

/** Whether a pattern can be executed: it is a regular expression, and not a slow one. */
export const canTry = (pattern: string): boolean => {
  const known = answers.get(pattern);
  if (known !== undefined) return known;
  if (answers.size >= mostKept) answers.clear();
  // Replaced with its cache, to bound memory.
  costOf = answers.size === 0 ? createPatternAnalyzer() : (costOf ?? createPatternAnalyzer());
  const source = sourceOf(pattern);
  const isQuick = source !== undefined && ["linear", "quadratic"].includes(costOf(source));
  answers.set(pattern, isQuick);
  return isQuick;
};
