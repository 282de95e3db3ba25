import { createExpressions, type Frame, type Run } from "./expressions.ts";
import { createTokenReader } from "./token-reader.ts";

/** What a statement returns that doesn't end its function. */
const goesOn = Symbol("goes on");

const runAll =
  (steps: readonly Run[]): Run =>
  (frame) => {
    for (const step of steps) {
      const result = step(frame);
      if (result !== goesOn) return result;
    }
    return goesOn;
  };

/**
 * Runs emitted JavaScript without `eval`, where a page's policy forbids it: functions and constants, and in them the few
 * forms that emitted checks have.
 *
 * @param natives what the code calls and doesn't declare
 * @returns the declared functions and constants by name
 * @throws Error for a form that emitted checks don't have
 */
export const runDeclarations = (code: string, natives: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> => {
  const reader = createTokenReader(code);
  const declared = new Map<string, unknown>();
  let locals = new Map<string, number>();
  const local = (name: string): number => {
    const position = locals.get(name) ?? locals.size;
    locals.set(name, position);
    return position;
  };
  const expression = createExpressions(reader, {
    positionOf: (name) => locals.get(name),
    valueOf: (name) => {
      if (declared.has(name)) return declared.get(name);
      if (!natives.has(name)) throw new Error(`emitted code uses ${name}, which nothing declares`);
      return natives.get(name);
    },
  });

  const block = (): Run => {
    const steps: Run[] = [];
    while (!reader.takes("}")) steps.push(statement());
    return runAll(steps);
  };

  const condition = (): Run => {
    reader.expect("(");
    const test = expression();
    reader.expect(")");
    const met = statement();
    return (frame) => (test(frame) ? met(frame) : goesOn);
  };

  const constant = (): Run => {
    const name = reader.name();
    reader.expect("=");
    const value = expression();
    reader.expect(";");
    const position = local(name);
    return (frame) => {
      frame[position] = value(frame);
      return goesOn;
    };
  };

  /** `for (const name of names) ...` */
  const eachOf = (): Run => {
    const position = local(reader.name());
    reader.expect("of");
    const values = expression();
    reader.expect(")");
    const body = statement();
    return (frame) => {
      const all = values(frame);
      if (!Array.isArray(all)) throw new TypeError("emitted code only goes through arrays");
      for (const value of all) {
        frame[position] = value;
        body(frame);
      }
      return goesOn;
    };
  };

  /** `for (let i = 0; i < items.length; i += 1) ...` */
  const counted = (): Run => {
    const position = local(reader.name());
    reader.expect("=");
    const from = expression();
    reader.expect(";");
    const test = expression();
    reader.expect(";");
    reader.name();
    reader.expect("+=");
    const step = expression();
    reader.expect(")");
    const body = statement();
    return (frame) => {
      for (frame[position] = from(frame); test(frame); frame[position] = Number(frame[position]) + Number(step(frame)))
        body(frame);
      return goesOn;
    };
  };

  const loop = (): Run => {
    reader.expect("(");
    if (reader.takes("const")) return eachOf();
    reader.expect("let");
    return counted();
  };

  const answer = (): Run => {
    const value = expression();
    reader.expect(";");
    return value;
  };

  const statement = (): Run => {
    if (reader.takes("{")) return block();
    if (reader.takes("if")) return condition();
    if (reader.takes("for")) return loop();
    if (reader.takes("const")) return constant();
    if (reader.takes("return")) return answer();
    const effect = answer();
    return (frame) => {
      effect(frame);
      return goesOn;
    };
  };

  const declareFunction = (): void => {
    const name = reader.name();
    locals = new Map();
    reader.expect("(");
    while (!reader.takes(")")) {
      local(reader.name());
      reader.takes(",");
    }
    reader.expect("{");
    const body = block();
    declared.set(name, (...values: Frame): unknown => {
      const result = body(values);
      return result === goesOn ? undefined : result;
    });
  };

  // A function may be used above its declaration, and constants are evaluated in their order.
  const constants: (readonly [string, Run])[] = [];
  while (!reader.isAtEnd()) {
    if (reader.takes("function")) declareFunction();
    else {
      locals = new Map();
      reader.expect("const");
      const name = reader.name();
      reader.expect("=");
      constants.push([name, answer()]);
    }
  }
  for (const [name, value] of constants) declared.set(name, value([]));
  return declared;
};
