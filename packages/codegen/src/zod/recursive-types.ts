import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { emitTypes } from "../types/emit-types.ts";
import type { Declaration } from "./declarations.ts";

const reachable = (declarations: readonly Declaration[]): readonly SchemaNode[] => {
  const byKey = new Map(declarations.map((declaration) => [keyOf(declaration.node), declaration]));
  const reached = new Map<string, SchemaNode>();
  const visit = ({ node, uses }: Declaration): void => {
    if (reached.has(keyOf(node))) return;
    reached.set(keyOf(node), node);
    for (const used of uses) {
      const declaration = byKey.get(keyOf(used));
      if (declaration) visit(declaration);
    }
  };
  declarations.filter(({ isRecursive }) => isRecursive).forEach(visit);
  return [...reached.values()];
};

/** One declaration of emitted types, with the comment above it. */
const declarationPattern =
  /^(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export ((?:interface|type) (\w+)\b[^]*?)(?=\n\n\/\*\*|\n\nexport |\s*$(?![^]))/gm;

/**
 * The output types of schemas that contain themselves, as emitted types have them.
 *
 * TypeScript doesn't infer them: of zod's getters it loses optional properties that lead back to the schema itself.
 */
export const recursiveTypes = async (set: SchemaSet, declarations: readonly Declaration[]): Promise<string> => {
  const recursive = declarations.filter(({ isRecursive }) => isRecursive);
  if (recursive.length === 0) return "";
  const source = await emitTypes({ ...set, declared: reachable(declarations) });
  const emitted = new Map([...source.matchAll(declarationPattern)].map(([, text = "", name = ""]) => [name, text]));
  const recursiveNames = new Set(recursive.map(({ name }) => name));
  const used = new Set(recursive.flatMap(({ uses }) => uses.map((node) => set.nameOf(node))));
  const inferred = [...used]
    .filter((name) => !recursiveNames.has(name))
    .map((name) => `type ${name} = z.output<typeof ${name}>;`);
  return [...inferred, ...recursive.map(({ name }) => emitted.get(name) ?? "")].join("\n\n");
};
