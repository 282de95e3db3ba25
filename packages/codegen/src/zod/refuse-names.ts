import { SchemaError } from "../schema/schema-error.ts";
import type { Declaration } from "./declarations.ts";

const uses = (code: string, name: string): boolean => new RegExp(`(?<![.\\w"'])${name}\\b`).test(code);

/** Types that are there without being imported, beside those of global values. */
const globalTypes: ReadonlySet<string> = new Set(["Readonly", "Record"]);

/**
 * Refuses declarations that would hide from emitted code what it uses itself.
 *
 * @param around what is written around the declarations
 */
export const refuseNames = (declarations: readonly Declaration[], around: string): void => {
  const code = `${around.replaceAll(/^\s*\/[/*].*$/gm, "")}\nNumber.isInteger`;
  const types = new Set([...code.matchAll(/^type (\w+)/gm)].map(([, name]) => name));
  for (const { node, name } of declarations) {
    const isTaken = types.has(name) || globalTypes.has(name) || Reflect.has(globalThis, name);
    if (!isTaken || !uses(code, name)) continue;
    const problem = `emitted zod schemas have another use for the name ${name}; change the title`;
    throw new SchemaError(node.file, node.pointer, problem);
  }
};
