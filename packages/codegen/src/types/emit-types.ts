import type { SchemaSet } from "@email-events/json-schema";
import { declarationSchema } from "./declaration-schema.ts";
import type { ExportedTypes } from "./exported-types.ts";
import { printDeclaration, typesFileOf } from "./print-types.ts";
import type { TypeDeclaration } from "./type-tree.ts";

/** The beginning of a type declaration. */
const headOf = ({ name, type, bases }: TypeDeclaration): string => {
  if (type.kind !== "object") return `export type ${name} =`;
  return bases.length === 0 ? `export interface ${name} {` : `export interface ${name} extends ${bases.join(", ")} {`;
};

/**
 * Prints one declaration; nothing is fetched.
 *
 * json-schema-to-typescript renames types when it prints several (`Foo1` for a second `Foo`) and changes some letters. So
 * each declaration is printed by a call of its own, and the result is only used if it declares the expected name.
 */
const compileDeclaration = async (declaration: TypeDeclaration): Promise<string> => {
  // Loaded here, since it takes half of the time in which the program starts, and most commands don't need it.
  const { compile } = await import("json-schema-to-typescript");
  const compiled = await compile(declarationSchema(declaration), declaration.name, {
    bannerComment: "",
    declareExternallyReferenced: false,
    // All code is formatted at the end, as one.
    format: false,
    $refOptions: { resolve: { external: false } },
  });
  const heads = [headOf(declaration), `export type ${declaration.name} =`];
  return heads.some((head) => compiled.includes(head)) ? compiled : printDeclaration(declaration);
};

/**
 * Emits one TypeScript declaration for each file and each `$defs` entry of a schema set.
 *
 * @param exported types that are imported from their packages instead
 */
export const emitTypes = async (set: SchemaSet, exported?: ExportedTypes): Promise<string> => {
  const { declarations, head } = typesFileOf(set, exported);
  return [head, ...(await Promise.all(declarations.map(compileDeclaration)))].join("\n");
};
