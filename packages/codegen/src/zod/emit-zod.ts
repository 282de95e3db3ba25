import { banner } from "../banner.ts";
import { runtimeFor } from "../runtime-source.ts";
import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { helpersFor } from "./zod-runtime.ts";
import { layOut } from "./layout.ts";
import { refuseNames } from "./refuse-names.ts";
import { recursiveTypes } from "./recursive-types.ts";
import { zodCodeOf } from "./zod-code.ts";

const writeDeclarations = (set: SchemaSet, declarations: readonly Declaration[]): string => {
  const indexOf = new Map(declarations.map(({ node }, index) => [keyOf(node), index]));
  const isRecursive = (node: SchemaNode): boolean => declarations[indexOf.get(keyOf(node)) ?? -1]?.isRecursive === true;
  const texts = declarations.map(({ node, name }, index) => {
    const refer = (to: SchemaNode): string =>
      (indexOf.get(keyOf(to)) ?? -1) < index ? set.nameOf(to) : `z.lazy(() => ${set.nameOf(to)})`;
    const head = `export const ${name}${isRecursive(node) ? `: z.ZodType<${name}>` : ""} = `;
    return `${head}${layOut(zodCodeOf(set, node, { refer, isRecursive }), 0, head.length + 1)};`;
  });
  return texts.join("\n\n");
};

/** What functions for formats answer, of those that don't say yes or no. */
const answers: ReadonlyMap<string, string> = new Map([["fromPunycode", "string"]]);

/** The runtime's functions for formats, with types. */
const formatFunctions = (code: string): string =>
  runtimeFor(code, (name) => name.startsWith("matches")).replaceAll(
    /^function (\w+)\(text\)/gm,
    (_, name: string) => `function ${name}(text: string): ${answers.get(name) ?? "boolean"}`,
  );

/** Emits one zod 4 schema for each declaration, as TypeScript source whose inferred types equal the emitted types. */
export const emitZod = async (set: SchemaSet): Promise<string> => {
  const declarations = declarationsOf(set);
  const code = writeDeclarations(set, declarations);
  const around = [formatFunctions(code), ...helpersFor(code)];
  refuseNames(declarations, around.join("\n"));
  const parts = [
    banner(set.roots.map((root) => root.file)),
    'import * as z from "zod";',
    ...around,
    await recursiveTypes(set, declarations),
    code,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
};
