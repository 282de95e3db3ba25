import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import { identifier, js, type Source } from "../source-text/source.ts";
import { inReadingOrder, referencesOf } from "../types/order.ts";
import { printDeclared } from "../types/print-type.ts";
import { toDeclaration } from "../types/to-type.ts";
import type { TypeTree } from "../types/type-tree.ts";

/**
 * The output types that code of schemas names, as emitted types have them, and what they refer to.
 *
 * TypeScript doesn't infer those of schemas that contain themselves: of zod's getters it loses optional properties that
 * lead back to the schema itself. Nor those of schemas that check keyword by keyword.
 *
 * @param declared the places whose types are declared in full
 * @param parts the types of parts of schemas, which are written where the schemas are
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
