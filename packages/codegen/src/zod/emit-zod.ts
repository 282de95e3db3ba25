import { placeOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { type EmittedModule, printModule } from "../emitted-module.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { toType } from "../types/to-type.ts";
import type { TypeTree } from "../types/type-tree.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { localName } from "./local-names.ts";
import { namedTypes } from "./named-types.ts";
import { type Omission, omissionsComment, withoutUsers } from "./omissions.ts";
import { ZodRefusal } from "./refuse.ts";
import { zodCodeOf } from "./zod-code.ts";
import { helpersFor } from "./zod-runtime.ts";

/** The code of a declaration, with the types that it uses. */
interface Written {
  readonly source: Source;
  /** Whether it is annotated with the declared type. */
  readonly isAnnotated: boolean;
  /** The types that it uses for parts. */
  readonly parts: readonly TypeTree[];
}

/** Writes the declarations that zod can express. */
const writeDeclarations = (
  set: SchemaSet,
  declarations: readonly Declaration[],
  onRefusal: (declaration: Declaration, refusal: ZodRefusal) => void,
): ReadonlyMap<Declaration, Written> => {
  const indexOf = new Map(declarations.map(({ node }, index) => [placeOf(node), index]));
  const isRecursive = (node: SchemaNode): boolean =>
    declarations[indexOf.get(placeOf(node)) ?? -1]?.isRecursive === true;
  const nameOf = (node: SchemaNode): string => set.nameOf(node);

  const write = ({ node }: Declaration, index: number): Written => {
    const refer = (to: SchemaNode): Source => {
      const other = identifier(nameOf(to));
      return (indexOf.get(placeOf(to)) ?? -1) < index ? other : js`z.lazy(() => ${other})`;
    };
    const parts: TypeTree[] = [];
    const typeOf = (part: SchemaNode): TypeTree => {
      const type = toType(set, part);
      parts.push(type);
      return type;
    };
    const { code, isUntyped } = zodCodeOf(set, node, { refer, isRecursive, nameOf, typeOf });
    const isAnnotated = isUntyped || isRecursive(node);
    const own = identifier(nameOf(node));
    const annotation = isAnnotated ? js`: z.ZodType<${own}>` : js``;
    return { source: js`const ${own}${annotation} = ${code};`, isAnnotated, parts };
  };

  const written = new Map<Declaration, Written>();
  for (const [index, declaration] of declarations.entries()) {
    try {
      written.set(declaration, write(declaration, index));
    } catch (error) {
      if (!(error instanceof ZodRefusal)) throw error;
      onRefusal(declaration, error);
    }
  }
  return written;
};

/** A declaration with its export, under the schema's name. */
const exported = (source: Source, name: string): Source => {
  const local = localName(name);
  if (local === name) return js`export ${source}`;
  return js`${source}\n\nexport { ${identifier(local)} as ${identifier(name)} };`;
};

/** Emitted zod schemas, without those that zod can't express. */
export interface EmittedZod {
  readonly module: EmittedModule;
  /** How many schemas there are in the source. */
  readonly count: number;
  /** The schemas that are left out. */
  readonly omissions: readonly Omission[];
}

const write = (set: SchemaSet): EmittedZod => {
  const local: SchemaSet = { ...set, nameOf: (node) => localName(set.nameOf(node)) };
  const all = declarationsOf(set);
  const refusals = new Map<Declaration, ZodRefusal>();
  const written = writeDeclarations(local, all, (declaration, refusal) => refusals.set(declaration, refusal));
  const omissions = withoutUsers(all, refusals);
  const omitted = new Set(omissions.map(({ declaration }) => declaration));
  const kept = all
    .filter((declaration) => !omitted.has(declaration))
    .flatMap((declaration) => {
      const own = written.get(declaration);
      return own === undefined ? [] : [{ ...declaration, ...own }];
    });
  const code = joined(
    kept.map(({ source, name }) => exported(source, name)),
    "\n\n",
  );
  const helpers = helpersFor(code);
  const annotated = kept.filter(({ isAnnotated }) => isAnnotated).map(({ node }) => node);
  const parts = kept.flatMap((declaration) => declaration.parts);
  const module: EmittedModule = {
    kind: "esm",
    language: "typescript",
    head: [banner(set.roots.map((root) => root.file)), omissionsComment(set, omissions)],
    imports: kept.length === 0 ? [] : [js`import * as z from "zod";`],
    body: kept.length === 0 ? [js`export {};`] : [...helpers, ...namedTypes(local, annotated, parts), code],
  };
  return { module, count: kept.length, omissions };
};

const emitted = new WeakMap<SchemaSet, EmittedZod>();

/**
 * Emits one zod 4 schema for each declaration that zod can express, as TypeScript whose inferred types equal the emitted
 * types. The others, and those that refer to them, are listed at the top.
 */
export const emitPossibleZod = (set: SchemaSet): EmittedZod => {
  const found = emitted.get(set) ?? write(set);
  emitted.set(set, found);
  return found;
};

/** @throws SchemaError when zod can't express one of the schemas */
export const refuseOmissions = ({ omissions: [first] }: EmittedZod): void => {
  if (first) throw first.refusal;
};

/**
 * Emits one zod 4 schema for each declaration.
 *
 * @throws SchemaError when zod can't express one of them
 */
export const emitZod = (set: SchemaSet): string => {
  const zod = emitPossibleZod(set);
  refuseOmissions(zod);
  return printModule(zod.module);
};
