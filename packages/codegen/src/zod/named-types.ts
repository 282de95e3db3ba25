import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import { identifier, js, type Source } from "../source-text/source.ts";
import { inReadingOrder, referencesOf } from "../types/order.ts";
import { printDeclared } from "../types/print-declared.ts";
import { toDeclaration } from "../types/to-type.ts";
import type { TypeTree } from "../types/type-tree.ts";

/**
 * Returns declarations of the output types that emitted zod code uses.
 *
 * TypeScript can't infer the types of recursive schemas: with zod's getters it loses optional properties that refer back to
 * the schema. Nor can it infer those of schemas that are checked keyword by keyword.
 *
 * @param declared the places whose types are declared in full
 * @param parts the types of parts, which are written inline
 */
export const namedTypes = (
  set: SchemaSet,
  declared: readonly SchemaNode[],
  parts: readonly TypeTree[],
): readonly Source[] => {
  const declarations = declared.map((node) => toDeclaration(set, node));
  const own = new Set(declarations.map(({ name }) => name));
  const inParts = parts.flatMap((type) => referencesOf({ name: "", doc: undefined, type, bases: [] }));
  const used = new Set([...declarations.flatMap(referencesOf), ...inParts]);
  const inferred = [...used]
    .filter((name) => !own.has(name))
    .map((name) => js`type ${identifier(name)} = z.output<typeof ${identifier(name)}>;`);
  return [...inferred, ...inReadingOrder(declarations).map(printDeclared)];
};
