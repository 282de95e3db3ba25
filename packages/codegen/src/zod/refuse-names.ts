import { SchemaError } from "../schema/schema-error.ts";
import type { Declaration } from "./declarations.ts";

const uses = (code: string, name: string): boolean => new RegExp(`(?<![.\\w"'])${name}\\b`).test(code);

/**
 * Refuses declarations that would hide from emitted code what it uses itself.
 *
 * @param around what is written around the declarations
 */
export const refuseNames = (declarations: readonly Declaration[], around: string): void => {
  const code = `${around.replaceAll(/^\s*\/[/*].*$/gm, "")}\nNumber.isInteger`;
  for (const { node, name, isRecursive } of declarations) {
    // Only a schema that contains itself gets a type of its name.
    const isHidden = uses(code, name) && (isRecursive || Reflect.has(globalThis, name));
    if (!isHidden) continue;
    const problem = `emitted zod schemas have another use for the name ${name}; change the title`;
    throw new SchemaError(node.file, node.pointer, problem);
  }
};
