import { compile } from "json-schema-to-typescript";
import { banner } from "../banner.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { textLiteral } from "../source-text/literals.ts";
import { printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { declarationSchema } from "./declaration-schema.ts";
import { type ExportedTypes, type ImportedType, planTypes } from "./exported-types.ts";
import { inReadingOrder } from "./order.ts";
import { withPlainNames } from "./plain-names.ts";
import { toDeclaration } from "./to-type.ts";
import type { TypeDeclaration } from "./type-tree.ts";

/** The declaration alone, of all that its schema speaks of; nothing is fetched for it. */
const compileDeclaration = (declaration: TypeDeclaration): Promise<string> =>
  withPlainNames(declaration, (plain) =>
    compile(declarationSchema(plain), plain.name, {
      bannerComment: "",
      declareExternallyReferenced: false,
      style: { printWidth: 120 },
      $refOptions: { resolve: { external: false } },
    }),
  );

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
