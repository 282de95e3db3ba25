import { keyOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { runtimeFor } from "../runtime-source.ts";
import { printFile } from "../source-text/print-file.ts";
import { identifier, joined, js, type Source } from "../source-text/source.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { layOut } from "./layout.ts";
import { localName } from "./local-names.ts";
import { type Omission, omissionsComment, withoutUsers } from "./omissions.ts";
import { recursiveTypes } from "./recursive-types.ts";
import { ZodRefusal } from "./refuse.ts";
import { zodCodeOf } from "./zod-code.ts";
import { helpersFor } from "./zod-runtime.ts";

/** Writes the declarations that zod can express, each with its code. */
const writeDeclarations = (
  set: SchemaSet,
  declarations: readonly Declaration[],
  onRefusal: (declaration: Declaration, refusal: ZodRefusal) => void,
): ReadonlyMap<Declaration, Source> => {
  const indexOf = new Map(declarations.map(({ node }, index) => [keyOf(node), index]));
  const isRecursive = (node: SchemaNode): boolean => declarations[indexOf.get(keyOf(node)) ?? -1]?.isRecursive === true;
  const nameOf = (node: SchemaNode): string => localName(set.nameOf(node));

  const write = ({ node, name }: Declaration, index: number): Source => {
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
  };

  const written = new Map<Declaration, Source>();
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

/** Emitted zod schemas, as far as zod can express the schemas. */
export interface EmittedZod {
  readonly source: string;
  /** How many schemas there are in the source. */
  readonly count: number;
  /** The schemas that aren't. */
  readonly omissions: readonly Omission[];
}

const write = (set: SchemaSet): EmittedZod => {
  const all = declarationsOf(set);
  const refusals = new Map<Declaration, ZodRefusal>();
  const written = writeDeclarations(set, all, (declaration, refusal) => refusals.set(declaration, refusal));
  const omissions = withoutUsers(all, refusals);
  const omitted = new Set(omissions.map(({ declaration }) => declaration));
  const kept = all.filter((declaration) => !omitted.has(declaration));
  const code = joined(
    kept.flatMap((declaration) => written.get(declaration) ?? []),
    "\n\n",
  );
  const source = printFile([
    banner(set.roots.map((root) => root.file)),
    omissionsComment(omissions),
    kept.length === 0 ? js`export {};` : js`import * as z from "zod";`,
    ...runtimeFor(code),
    ...helpersFor(code),
    ...recursiveTypes(set, kept),
    code,
  ]);
  return { source, count: kept.length, omissions };
};

const emitted = new WeakMap<SchemaSet, EmittedZod>();

/**
 * Emits one zod 4 schema for each declaration that zod can express, as TypeScript source whose inferred types equal the
 * emitted types. The others, and those that refer to them, are named at the top of it.
 */
export const emitPossibleZod = (set: SchemaSet): EmittedZod => {
  const found = emitted.get(set) ?? write(set);
  emitted.set(set, found);
  return found;
};

/**
 * Emits one zod 4 schema for each declaration.
 *
 * @throws SchemaError when zod can't express one of them
 */
export const emitZod = (set: SchemaSet): string => {
  const { source, omissions } = emitPossibleZod(set);
  if (omissions[0]) throw omissions[0].refusal;
  return source;
};
