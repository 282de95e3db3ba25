import { textLiteral } from "../source-text/literals.ts";
import { callOf, identifier, joined, js, onlyTyped, type Source } from "../source-text/source.ts";

/** What a check is called with: expressions of a value and of the place where it stands. */
export interface Call {
  readonly value: Source;
  /** Missing where a yes or no is all that is asked for. */
  readonly place?: Source;
}

/** The value that a function was called with. */
export const itself: Source = identifier("value");

const itsPlace = identifier("place");

/** A check of that value. */
export const ofItself = { value: itself, place: itsPlace } satisfies Call;

/** The same, where it is a condition of something else. */
export const ofItselfQuietly: Call = { value: itself };

/** A check of a part of that value. */
export const ofPart = (value: Source, name: Source): Required<Call> => ({
  value,
  place: js`${itsPlace}?.at(${name})`,
});

export const printCall = (name: string, { value, place }: Call, ...others: readonly Source[]): Source =>
  callOf(name, value, ...(place === undefined ? [] : [place]), ...others);

/** The answer of a check to a property that isn't there. */
export const printMissing = (call: Call): Source =>
  printCall("issue", call, textLiteral("required"), textLiteral("a value"));

/** The condition that everything meets. */
export const always: Source = js`true`;

/** The condition that nothing meets. */
export const never: Source = js`false`;

/** The check that everything passes. */
export const anything: Source = js`() => true`;

/** A constant that is compared with a value which can't equal it, where TypeScript would complain. */
export const withoutType = (constant: Source): Source =>
  js`${onlyTyped(js`(`)}${constant}${onlyTyped(js` as unknown)`)}`;

/** A function that is declared in emitted code. */
export interface EmittedFunction {
  readonly name: string;
  readonly source: Source;
}

/** A parameter of an emitted function. */
export interface Parameter {
  readonly name: string;
  /** Its type, with the sign before it. */
  readonly type: Source;
}

const valueParameter: Parameter = { name: "value", type: onlyTyped(js`: unknown`) };

const placeParameter: Parameter = { name: "place", type: onlyTyped(js`?: ${identifier("$Place")}`) };

/** A parameter that a body leaves alone says so by its name, for compilers that look for those. */
const printParameter = ({ name, type }: Parameter, uses: ReadonlySet<string>): Source =>
  js`${identifier(uses.has(name) ? name : `_${name}`)}${type}`;

/** A function of emitted code. */
export const declareFunction = (
  name: string,
  parameters: readonly Parameter[],
  result: "boolean" | "void",
  lines: readonly Source[],
): EmittedFunction => {
  const body = joined(
    lines.map((line) => js`\n  ${line}`),
    "",
  );
  const { uses } = body;
  const list = joined(
    parameters.map((parameter) => printParameter(parameter, uses)),
    ", ",
  );
  const type = onlyTyped(result === "void" ? js`: void` : js`: boolean`);
  return {
    name,
    source: js`function ${identifier(name)}(${list})${type} {${body}${lines.length === 0 ? js`` : js`\n`}}`,
  };
};

/** A function that checks a value. */
export const declareCheck = (name: string, body: readonly Source[]): EmittedFunction =>
  declareFunction(name, [valueParameter, placeParameter], "boolean", body);

const bracketed = (part: Source): Source => (part.binding === "loose" ? js`(${part})` : part);

/** Any of some conditions. */
export const anyOf = (conditions: readonly Source[]): Source => {
  if (conditions.includes(always)) return always;
  const others = conditions.filter((condition) => condition !== never);
  return others.length < 2 ? (others[0] ?? never) : joined(others, " || ").loosely();
};

/** All of some conditions. */
export const allOf = (conditions: readonly Source[]): Source => {
  if (conditions.includes(never)) return never;
  const others = conditions.filter((condition) => condition !== always);
  return others.length < 2 ? (others[0] ?? always) : joined(others.map(bracketed), " && ").loosely();
};

/** One condition or another, by a third. */
export const either = (condition: Source, met: Source, unmet: Source): Source => {
  if (condition === always || met === unmet) return met;
  return condition === never ? unmet : js`${condition} ? ${met} : ${unmet}`.loosely();
};

/** What a condition isn't. */
export const negated = (condition: Source): Source => {
  if (condition === always || condition === never) return condition === always ? never : always;
  // Always in parentheses, which the layout drops where they are redundant: `!value === "a"` is another condition.
  return js`!(${condition})`;
};
