/** What a check is called with: expressions of a value and of where its issues go. */
export interface Call {
  readonly value: string;
  /** Missing where a yes or no is all that is asked for. */
  readonly sink?: string;
}

/** A check of the value that a function was called with. */
export const ofItself: Call = { value: "v", sink: "sink" };

/** The same, where it is a condition of something else. */
export const ofItselfQuietly: Call = { value: "v" };

/** A check of a part of that value. */
export const ofPart = (value: string, name: string): Call => ({ value, sink: `sink?.at(${name})` });

export const printCall = (name: string, { value, sink }: Call, ...others: readonly string[]): string =>
  `${name}(${[value, ...(sink === undefined ? [] : [sink]), ...others].join(", ")})`;

/** The check that everything passes. */
export const anything = "() => true";

/** A function that checks a value. */
export const declareCheck = (name: string, body: string): string => `function ${name}(v, sink) {\n  ${body}\n}`;

/** All of some conditions. */
export const allOf = (conditions: readonly string[], separator = " && "): string => {
  if (conditions.length < 2) return conditions.join("") || "true";
  return conditions
    .map((condition) => (/ (?:\|\||&&|\?) /.test(condition) ? `(${condition})` : condition))
    .join(separator);
};
