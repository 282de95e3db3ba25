import type { SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { docComment } from "../source-text/comment.ts";
import { textLiteral } from "../source-text/literals.ts";
import { printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { type ExportedTypes, type ImportedType, planTypes } from "./exported-types.ts";
import { inReadingOrder } from "./order.ts";
import { printDeclared } from "./print-declared.ts";
import { toDeclaration } from "./to-type.ts";
import type { TypeDeclaration } from "./type-tree.ts";

/** Prints a declaration, in the form that json-schema-to-typescript gives it. */
export const printDeclaration = (declaration: TypeDeclaration): string => {
  const { doc } = declaration;
  const comment = doc === undefined ? js`` : js`${docComment(doc)}\n`;
  return js`${comment}export ${printDeclared(declaration)}\n`.text;
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

/** A file of types before its declarations are printed. */
export interface TypesFile {
  readonly head: string;
  /** In the order of the file. */
  readonly declarations: readonly TypeDeclaration[];
}

/**
 * Returns a file with one declaration for each file and each `$defs` entry of a schema set.
 *
 * @param exported types that are imported from their packages instead
 */
export const typesFileOf = (set: SchemaSet, exported: ExportedTypes = new Map()): TypesFile => {
  const { declared, imported } = planTypes(set, exported);
  return {
    head: printFile([banner(set.roots.map((root) => root.file)), ...byModule(imported)]),
    declarations: inReadingOrder(declared.map((node) => toDeclaration(set, node))),
  };
};

/** Prints the types of a set. They are those of `emitTypes`, in another layout. */
export const printTypes = (set: SchemaSet): { readonly head: string; readonly declarations: string } => {
  const { declarations, head } = typesFileOf(set);
  return { head, declarations: declarations.map(printDeclaration).join("\n") };
};
