import { banner } from "../banner.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { printFile } from "../source-text/print-file.ts";
import { inReadingOrder } from "./order.ts";
import { printDeclaration } from "./print-type.ts";
import { toDeclaration } from "./to-type.ts";

/** Emits one TypeScript declaration for each file and each `$defs` entry of a schema set. */
export const emitTypes = (set: SchemaSet): string => {
  const declarations = inReadingOrder(set.declared.map((node) => toDeclaration(set, node)));
  return printFile([banner(set.roots.map((root) => root.file)), ...declarations.map(printDeclaration)]);
};
