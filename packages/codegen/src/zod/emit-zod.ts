import { banner } from "../banner.ts";
import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import { isDefinition } from "../schema/reach.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { childrenOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import { runtimeFor } from "../runtime-source.ts";
import { createZodWriter } from "./zod-expression.ts";

const openSource = `/** An object that lets unknown properties pass at run time, and has none of them in its type. */
const open = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject(shape) as unknown as z.ZodObject<Shape>;`;

const taggedSource = `/** A union whose branch the string at a path decides, so that issues are those of the branch that was meant. */
const tagged = <Branches extends Readonly<Record<string, z.ZodType>>>(path: readonly string[], branches: Branches) =>
  z.unknown().transform((value, context): z.output<Branches[keyof Branches]> => {
    const tag = path.reduce<unknown>((place, name) => (place as Record<string, unknown> | null | undefined)?.[name], value);
    const branch = typeof tag === "string" && Object.hasOwn(branches, tag) ? branches[tag] : undefined;
    if (!branch) {
      const values = Object.keys(branches);
      context.issues.push({ code: "invalid_value", values, input: tag, path: [...path] });
      return z.NEVER;
    }
    const result = branch.safeParse(value);
    if (result.success) return result.data as z.output<Branches[keyof Branches]>;
    for (const issue of result.error.issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
    return z.NEVER;
  });`;

/** Declarations in an order in which each one comes after those it uses. */
const inOrderOfUse = (set: SchemaSet): readonly SchemaNode[] => {
  const ordered: SchemaNode[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (node: SchemaNode): void => {
    const ref = keywordsOf(node)?.$ref;
    if (ref !== undefined) declare(set.resolve(node, ref));
    for (const child of childrenOf(node)) {
      if (!isDefinition(node, child)) visit(child);
    }
  };
  const declare = (node: SchemaNode): void => {
    const key = keyOf(node);
    if (state.get(key) === "done") return;
    if (state.get(key) === "open") {
      throw new SchemaError(node.file, node.pointer, "zod can't express this: a schema that contains itself");
    }
    state.set(key, "open");
    visit(node);
    state.set(key, "done");
    ordered.push(node);
  };
  set.declared.forEach(declare);
  return ordered;
};

/** Emits one zod 4 schema for each declaration, as TypeScript source whose inferred types equal the emitted types. */
export const emitZod = (set: SchemaSet): string => {
  const { expressionOf } = createZodWriter(set);
  const schemas = inOrderOfUse(set).map((node) => `export const ${set.nameOf(node)} = ${expressionOf(node)};`);
  const code = schemas.join("\n\n");
  const runtime = runtimeFor(code, (name) => name.startsWith("matches")).replaceAll(
    /^(function \w+)\(text\)/gm,
    "$1(text: string): boolean",
  );
  const parts = [
    banner(set.roots.map((root) => root.file)),
    'import * as z from "zod";',
    runtime,
    /\bopen\(/.test(code) ? openSource : "",
    /\btagged\(/.test(code) ? taggedSource : "",
    code,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
};
