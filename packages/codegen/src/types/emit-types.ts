import { compile } from "json-schema-to-typescript";
import { banner } from "../banner.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { printFile } from "../source-text/print-file.ts";
import { declarationSchema } from "./declaration-schema.ts";
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

/** Emits one TypeScript declaration for each file and each `$defs` entry of a schema set. */
export const emitTypes = async (set: SchemaSet): Promise<string> => {
  const declarations = inReadingOrder(set.declared.map((node) => toDeclaration(set, node)));
  const compiled = await Promise.all(declarations.map(compileDeclaration));
  return [printFile([banner(set.roots.map((root) => root.file))]), ...compiled].join("\n");
};
