import { banner } from "../banner.ts";
import { runtimeFor } from "../runtime-source.ts";
import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { layOut } from "./layout.ts";
import { localName } from "./local-names.ts";
import { recursiveTypes } from "./recursive-types.ts";
import { zodCodeOf } from "./zod-code.ts";
import { helpersFor } from "./zod-runtime.ts";

const writeDeclarations = (set: SchemaSet, declarations: readonly Declaration[]): Source => {
  const indexOf = new Map(declarations.map(({ node }, index) => [keyOf(node), index]));
  const isRecursive = (node: SchemaNode): boolean => declarations[indexOf.get(keyOf(node)) ?? -1]?.isRecursive === true;
  const nameOf = (node: SchemaNode): string => localName(set.nameOf(node));
  const written = declarations.map(({ node, name }, index) => {
    const refer = (to: SchemaNode): Source => {
      const other = identifier(nameOf(to));
      return (indexOf.get(keyOf(to)) ?? -1) < index ? other : js`z.lazy(() => ${other})`;
    };
    const own = identifier(nameOf(node));
    const isExported = own.text === name;
    const annotation = isRecursive(node) ? js`: z.ZodType<${own}>` : js``;
    const head = js`${isExported ? js`export ` : js``}const ${own}${annotation} = `;
    const code = layOut(zodCodeOf(set, node, { refer, isRecursive, nameOf }), 0, head.text.length + 1);
    return js`${head}${code};${isExported ? js`` : js`\n\nexport { ${own} as ${identifier(name)} };`}`;
  });
  return joined(written, "\n\n");
};

/** Emits one zod 4 schema for each declaration, as TypeScript source whose inferred types equal the emitted types. */
export const emitZod = (set: SchemaSet): string => {
  const declarations = declarationsOf(set);
  const code = writeDeclarations(set, declarations);
  return printFile([
    banner(set.roots.map((root) => root.file)),
    js`import * as z from "zod";`,
    ...runtimeFor(code),
    ...helpersFor(code),
    ...recursiveTypes(set, declarations),
    code,
  ]);
};
