import type { Source } from "../../source-text/source.ts";
import type { Declaration } from "./declaration.ts";

/** Those of some functions that code calls, itself or through others. */
export const calledFunctions = (functions: readonly Declaration[], code: Source): readonly Source[] => {
  const sources = new Map(functions.map(({ name, source }) => [name, source]));
  const called = new Set<Source>();
  const toRead = [code];
  for (const { uses } of toRead) {
    for (const name of uses) {
      const source = sources.get(name);
      if (source === undefined || called.has(source)) continue;
      called.add(source);
      toRead.push(source);
    }
  }
  return functions.map(({ source }) => source).filter((source) => called.has(source));
};
