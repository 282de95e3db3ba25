import { literal, meantRegex } from "../../source-text/literals.ts";
import { identifier, joined, js, onlyTyped, type Source } from "../../source-text/source.ts";
import type { Declaration } from "../code/declaration.ts";

/**
 * Patterns and long lists of constants as constants of emitted code: a literal inside a function would be made anew at
 * each call, and compilers give up on a condition of some thousand comparisons.
 */
export interface Constants {
  /** The constant that holds a pattern as a regular expression. */
  readonly regexOf: (pattern: string) => Source;
  /** The constant that holds a set of values, none of them an object or array. */
  readonly setOf: (values: readonly unknown[]) => Source;
  /** The declarations of all constants that were asked for. */
  readonly declared: () => readonly Declaration[];
}

export const createConstants = (): Constants => {
  const constants = new Map<string, Declaration>();
  const share = (key: string, prefix: string, value: Source): Source => {
    const { name } = constants.get(key) ?? { name: `${prefix}${constants.size + 1}` };
    const constant = identifier(name);
    constants.set(key, { name, source: js`const ${constant} = ${value};` });
    return constant;
  };
  return {
    regexOf: (pattern) => share(`pattern ${pattern}`, "shape", meantRegex(pattern)),
    setOf: (values) => {
      const list = joined(values.map(literal), ", ");
      return share(`set ${list.text}`, "values", js`new Set${onlyTyped(js`<unknown>`)}([${list}])`);
    },
    declared: () => [...constants.values()],
  };
};
