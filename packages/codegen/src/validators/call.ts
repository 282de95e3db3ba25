import { callOf, identifier, joined, js, type Source } from "../source-text/source.ts";

/** What a check is called with: expressions of a value and of where its issues go. */
export interface Call {
  readonly value: Source;
  /** Missing where a yes or no is all that is asked for. */
  readonly sink?: Source;
}

/** The value that a function was called with. */
export const itself: Source = js`v`;

/** A check of that value. */
export const ofItself: Call = { value: itself, sink: js`sink` };

/** The same, where it is a condition of something else. */
export const ofItselfQuietly: Call = { value: itself };

/** A check of a part of that value. */
export const ofPart = (value: Source, name: Source): Call => ({ value, sink: js`sink?.at(${name})` });

export const printCall = (name: string, { value, sink }: Call, ...others: readonly Source[]): Source =>
  callOf(name, value, ...(sink === undefined ? [] : [sink]), ...others);

/** The condition that everything meets. */
export const always: Source = js`true`;

/** The condition that nothing meets. */
export const never: Source = js`false`;

/** The check that everything passes. */
export const anything: Source = js`() => true`;

/** A function that is declared in emitted code. */
export interface EmittedFunction {
  readonly name: string;
  readonly source: Source;
}

/** A function of emitted code. */
export const declareFunction = (name: string, parameters: Source, body: readonly Source[]): EmittedFunction => ({
  name,
  source: js`function ${identifier(name)}(${parameters}) {${joined(
    body.map((line) => js`\n  ${line}`),
    "",
  )}${body.length === 0 ? js`` : js`\n`}}`,
});

/** A function that checks a value. */
export const declareCheck = (name: string, body: readonly Source[]): EmittedFunction =>
  declareFunction(name, js`v, sink`, body);

const bracketed = (part: Source): Source => (part.binding === "loose" ? js`(${part})` : part);

/** Any of some conditions. */
export const anyOf = (conditions: readonly Source[]): Source =>
  conditions.length === 1 ? conditions[0]! : joined(conditions, " || ").loosely();

/** All of some conditions. */
export const allOf = (conditions: readonly Source[], separator = " && "): Source => {
  if (conditions.length < 2) return conditions[0] ?? always;
  return joined(conditions.map(bracketed), separator).loosely();
};

/** One condition or another, by a third. */
export const either = (condition: Source, met: Source, unmet: Source): Source =>
  js`${condition} ? ${met} : ${unmet}`.loosely();

/** What a condition isn't. */
export const negated = (condition: Source): Source =>
  condition.binding === "loose" ? js`!(${condition})` : js`!${condition}`;
