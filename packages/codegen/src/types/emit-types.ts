import { compile } from "json-schema-to-typescript";
import { banner } from "../banner.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { toTypeSchema } from "./to-type-schema.ts";

const rootName = "EveryDeclaration";

/** Emits one TypeScript declaration for each file and each `$defs` entry of a schema set. */
export const emitTypes = async (set: SchemaSet): Promise<string> => {
  const definitions = set.declared.map((node) => {
    const name = set.nameOf(node);
    return [name, { title: name, ...toTypeSchema(set, node, "declared") }] as const;
  });
  const bundle = {
    title: rootName,
    type: "object" as const,
    properties: Object.fromEntries(definitions.map(([name]) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: Object.fromEntries(definitions),
  };
  const source = await compile(bundle, rootName, {
    additionalProperties: false,
    unknownAny: true,
    maxItems: 3,
    bannerComment: "",
    style: { printWidth: 120 },
    $refOptions: { resolve: { external: false } },
  });
  // The object of everything only serves to make each definition reachable.
  const declarations = source.replace(new RegExp(`export interface ${rootName} \\{[^}]*\\}\\n`), "").trimStart();
  const spaced = declarations.replaceAll(/^(\/\*\*|export )/gm, (start, _, offset: number) =>
    offset === 0 || declarations.endsWith("*/\n", offset) ? start : `\n${start}`,
  );
  // What takes anything at all gets no declaration from the library.
  const unnamed = definitions.filter(
    ([name]) => !new RegExp(`^export (?:type|interface) ${name}\\b`, "m").test(source),
  );
  const anything = unnamed.map(([name]) => `\nexport type ${name} = unknown;\n`).join("");
  return `${banner(set.roots.map((root) => root.file))}\n\n${spaced.replaceAll(/\n{3,}/g, "\n\n")}${anything}`;
};
