import { regexLiteral } from "../source-text/literals.ts";
import { identifier, js, type Source } from "../source-text/source.ts";
import type { EmittedFunction } from "./call.ts";

/** The patterns of schemas as constants of emitted code: a literal inside a function would be made anew at each call. */
export interface Shapes {
  readonly constantFor: (pattern: string) => Source;
  /** The declarations of all constants that were asked for. */
  readonly declared: () => readonly EmittedFunction[];
}

export const createShapes = (): Shapes => {
  const shapes = new Map<string, EmittedFunction>();
  return {
    constantFor: (pattern) => {
      const { name } = shapes.get(pattern) ?? { name: `shape${shapes.size + 1}` };
      const constant = identifier(name);
      shapes.set(pattern, { name, source: js`const ${constant} = ${regexLiteral(pattern)};` });
      return constant;
    },
    declared: () => [...shapes.values()],
  };
};
