import { identifier, joined, js, onlyTyped, type Source } from "../../source-text/source.ts";

/** A function or a constant that emitted code declares. */
export interface Declaration {
  readonly name: string;
  readonly source: Source;
}

/** A parameter of an emitted function. */
export interface Parameter {
  readonly name: string;
  /** Its type, with the colon or question mark before it. */
  readonly type: Source;
}

const valueParameter: Parameter = { name: "value", type: onlyTyped(js`: unknown`) };

const placeParameter: Parameter = { name: "place", type: onlyTyped(js`?: ${identifier("$Place")}`) };

/** An unused parameter begins with an underscore, for compilers that report unused ones. */
const printParameter = ({ name, type }: Parameter, uses: ReadonlySet<string>): Source =>
  js`${identifier(uses.has(name) ? name : `_${name}`)}${type}`;

/** Declares a function. */
export const declareFunction = (
  name: string,
  parameters: readonly Parameter[],
  result: "boolean" | "void",
  lines: readonly Source[],
): Declaration => {
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

/** Declares a function that checks a value. */
export const declareCheck = (name: string, body: readonly Source[]): Declaration =>
  declareFunction(name, [valueParameter, placeParameter], "boolean", body);
