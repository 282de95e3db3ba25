import type { SchemaSet } from "@email-events/json-schema";
import { identifier, js, type Source } from "../source-text/source.ts";
import { inReadingOrder, referencesOf } from "../types/order.ts";
import { printDeclared } from "../types/print-type.ts";
import { toDeclaration } from "../types/to-type.ts";
import type { Declaration } from "./declarations.ts";
import { localName } from "./local-names.ts";

/**
 * The output types of schemas that contain themselves, as emitted types have them.
 *
 * TypeScript doesn't infer them: of zod's getters it loses optional properties that lead back to the schema itself.
 */
export const recursiveTypes = (set: SchemaSet, declarations: readonly Declaration[]): readonly Source[] => {
  const local: SchemaSet = { ...set, nameOf: (node) => localName(set.nameOf(node)) };
  const recursive = declarations.filter(({ isRecursive }) => isRecursive).map(({ node }) => toDeclaration(local, node));
  const own = new Set(recursive.map(({ name }) => name));
  const used = new Set(recursive.flatMap(referencesOf));
  const inferred = [...used]
    .filter((name) => !own.has(name))
    .map((name) => js`type ${identifier(name)} = z.output<typeof ${identifier(name)}>;`);
  return [...inferred, ...inReadingOrder(recursive).map(printDeclared)];
};
