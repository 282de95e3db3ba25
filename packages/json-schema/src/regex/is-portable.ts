import { BudgetError } from "./budget.ts";
import { type Alternatives, type Element, readPatternSyntax } from "./pattern-syntax.ts";

const innerOf = (element: Element): Alternatives => {
  if (element.kind === "repeat") return [[element.element]];
  return "inner" in element ? element.inner : [];
};

const namesOf = (alternatives: Alternatives): readonly string[] =>
  alternatives.flat().flatMap((element) => {
    const inside = namesOf(innerOf(element));
    return element.kind === "capture" && element.name !== undefined ? [element.name, ...inside] : inside;
  });

/**
 * Whether a pattern that is valid here is valid in every engine that generated code runs in. ES2025 added modifiers
 * (`(?i:a)`) and names that several groups share (`(?<a>x)|(?<a>y)`): Node 24 takes them, and in Node 20 a module with
 * one doesn't load.
 */
export const isPortable = (pattern: string): boolean => {
  try {
    const names = namesOf(readPatternSyntax(pattern));
    return new Set(names).size === names.length;
  } catch (error) {
    if (error instanceof BudgetError) return false;
    // It nests deeper than the stack, so its cost can't be determined either, which is what users are told then.
    if (error instanceof RangeError) return true;
    throw error;
  }
};
