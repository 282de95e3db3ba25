import { type Operator, operatorLevels } from "./operators.ts";
import type { TokenReader } from "./token-reader.ts";

/** The values of the parameters and constants of a call, by their positions in the function. */
export type Frame = unknown[];

/** What code does in a call. */
export type Run = (frame: Frame) => unknown;

/** Where the names of code are looked up. */
export interface Names {
  /** The position of a local name; `undefined` for one that isn't local. */
  readonly positionOf: (name: string) => number | undefined;
  /** The value of any other name, once everything is declared. */
  readonly valueOf: (name: string) => unknown;
}

/** Calls what has to be a function. */
const call = (target: unknown, owner: unknown, values: readonly unknown[]): unknown => {
  if (typeof target !== "function") throw new TypeError("emitted code calls what isn't a function");
  return Reflect.apply(target, owner, values);
};

/** Reads a property of any value but null and undefined, as `value.name` does. */
const member = (value: unknown, name: unknown): unknown =>
  Reflect.get(Object(value), typeof name === "number" ? name : String(name));

const isNothing = (value: unknown): boolean => value === null || value === undefined;

/**
 * Reads expressions of emitted code as functions that evaluate them.
 *
 * @returns a function that reads the next expression
 */
export const createExpressions = (reader: TokenReader, { positionOf, valueOf }: Names): (() => Run) => {
  const list = (end: string): readonly Run[] => {
    const parts: Run[] = [];
    while (!reader.takes(end)) {
      parts.push(expression());
      if (!reader.isAt(end)) reader.expect(",");
    }
    return parts;
  };

  const named = (name: string): Run => {
    const position = positionOf(name);
    return position === undefined ? () => valueOf(name) : (frame) => frame[position];
  };

  const object = (): Run => {
    const entries: (readonly [string, Run])[] = [];
    while (!reader.takes("}")) {
      const isComputed = reader.takes("[");
      const token = reader.next();
      const key = token.kind === "constant" ? String(token.value) : token.text;
      if (isComputed) reader.expect("]");
      reader.expect(":");
      entries.push([key, expression()]);
      if (!reader.isAt("}")) reader.expect(",");
    }
    return (frame) => Object.fromEntries(entries.map(([key, value]) => [key, value(frame)]));
  };

  /** What is in parentheses, or a function without parameters. */
  const bracketed = (): Run => {
    if (reader.takes(")")) {
      reader.expect("=>");
      const body = expression();
      return (frame) => () => body(frame);
    }
    const inner = expression();
    reader.expect(")");
    return inner;
  };

  const created = (): Run => {
    const name = reader.name();
    reader.expect("(");
    const values = list(")");
    return (frame) => {
      const made = valueOf(name);
      if (typeof made !== "function") throw new TypeError("emitted code creates what isn't a class");
      return Reflect.construct(
        made,
        values.map((value) => value(frame)),
      );
    };
  };

  const starts: ReadonlyMap<string, () => Run> = new Map([
    ["(", bracketed],
    ["{", object],
    ["new", created],
    [
      "[",
      () => {
        const parts = list("]");
        return (frame: Frame) => parts.map((part) => part(frame));
      },
    ],
  ]);

  const primary = (): Run => {
    const token = reader.next();
    if (token.kind === "constant") return () => token.value;
    const start = starts.get(token.text);
    if (start !== undefined) return start();
    if (token.kind === "name") return named(token.text);
    throw new Error(`emitted code has an unexpected ${token.text}`);
  };

  /** A property of a value, which may be called at once. */
  const property = (owner: Run, name: Run, isOptional: boolean): Run => {
    if (!reader.takes("("))
      return (frame) => {
        const value = owner(frame);
        return isOptional && isNothing(value) ? undefined : member(value, name(frame));
      };
    const values = list(")");
    return (frame) => {
      const value = owner(frame);
      if (isOptional && isNothing(value)) return undefined;
      return call(
        member(value, name(frame)),
        value,
        values.map((one) => one(frame)),
      );
    };
  };

  const postfix = (): Run => {
    let run = primary();
    for (;;) {
      const isOptional = reader.takes("?.");
      if (reader.takes("[")) {
        const name = expression();
        reader.expect("]");
        run = property(run, name, isOptional);
      } else if (isOptional || reader.takes(".")) {
        const name = reader.next().text;
        run = property(run, () => name, isOptional);
      } else if (reader.takes("(")) {
        const [target, values] = [run, list(")")];
        run = (frame) =>
          call(
            target(frame),
            undefined,
            values.map((value) => value(frame)),
          );
      } else return run;
    }
  };

  const unary = (): Run => {
    if (reader.takes("typeof")) {
      const value = unary();
      return (frame) => typeof value(frame);
    }
    if (reader.takes("!")) {
      const value = unary();
      return (frame) => !value(frame);
    }
    if (!reader.takes("-")) return postfix();
    const value = unary();
    return (frame) => -Number(value(frame));
  };

  const binary = (level = 0): Run => {
    const operators = operatorLevels[level];
    if (operators === undefined) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operate: Operator | undefined = operators.find(([mark]) => reader.takes(mark))?.[1];
      if (operate === undefined) return left;
      const [before, right] = [left, binary(level + 1)];
      left = (frame) => operate(before(frame), right(frame));
    }
  };

  /** Parts between one mark, of which the first that decides is the answer. */
  const chain = (mark: string, part: () => Run, decides: (value: unknown) => boolean): Run => {
    const parts = [part()];
    while (reader.takes(mark)) parts.push(part());
    const [only, ...more] = parts;
    if (only !== undefined && more.length === 0) return only;
    return (frame) => {
      let value: unknown;
      for (const run of parts) {
        value = run(frame);
        if (decides(value)) break;
      }
      return value;
    };
  };

  const all = (): Run => chain("&&", binary, (value) => !value);
  const any = (): Run => chain("||", all, Boolean);

  const expression = (): Run => {
    const condition = any();
    if (!reader.takes("?")) return condition;
    const met = expression();
    reader.expect(":");
    const unmet = expression();
    return (frame) => (condition(frame) ? met : unmet)(frame);
  };

  return expression;
};
