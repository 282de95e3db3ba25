import type { SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { docComment } from "../source-text/comment.ts";
import { textLiteral } from "../source-text/literals.ts";
import { printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { declarationSchema } from "./declaration-schema.ts";
import { type ExportedTypes, type ImportedType, planTypes } from "./exported-types.ts";
import { inReadingOrder } from "./order.ts";
import { printDeclared } from "./print-type.ts";
import { toDeclaration } from "./to-type.ts";
import type { TypeDeclaration } from "./type-tree.ts";

/** The beginning of a type declaration. */
const headOf = ({ name, type, bases }: TypeDeclaration): string => {
  if (type.kind !== "object") return `export type ${name} =`;
  return bases.length === 0 ? `export interface ${name} {` : `export interface ${name} extends ${bases.join(", ")} {`;
};

/** The declaration as printed by this package. */
const printed = (declaration: TypeDeclaration): string => {
  const comment = declaration.doc === undefined ? js`` : js`${docComment(declaration.doc)}\n`;
  return js`${comment}export ${printDeclared(declaration)}\n`.text;
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
  return heads.some((head) => compiled.includes(head)) ? compiled : printed(declaration);
};

const byModule = (imported: readonly ImportedType[]): readonly Source[] => {
  const modules = [...new Set(imported.map(({ module }) => module))].toSorted();
  return modules.map((module) => {
    const types = imported.filter((type) => type.module === module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const names = types.map(({ name, local }) =>
      name === local ? identifier(name) : js`${identifier(name)} as ${identifier(local)}`,
    );
    const locals = types.map(({ local }) => identifier(local));
    return js`import type { ${joined(names, ", ")} } from ${textLiteral(module)};
export type { ${joined(locals, ", ")} };`;
  });
};

/**
 * Emits one TypeScript declaration for each file and each `$defs` entry of a schema set.
 *
 * @param exported types that are imported from their packages instead
 */
export const emitTypes = async (set: SchemaSet, exported: ExportedTypes = new Map()): Promise<string> => {
  const { declared, imported } = planTypes(set, exported);
  const declarations = inReadingOrder(declared.map((node) => toDeclaration(set, node)));
  const compiled = await Promise.all(declarations.map(compileDeclaration));
  const head = printFile([banner(set.roots.map((root) => root.file)), ...byModule(imported)]);
  return [head, ...compiled].join("\n");
};
