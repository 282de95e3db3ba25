import { execFile } from "node:child_process";
import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { SchemaSet } from "@email-events/json-schema";
import { writeInto } from "@email-events/json-schema/testing";
import { transform } from "esbuild";
import { emitTypes } from "../../types/emit-types.ts";
import { emitZod } from "../emit-zod.ts";

const root = resolve(import.meta.dirname, "../../../../..");

/** The strictest options. */
const tsconfig = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
    target: "ES2020",
    // The least that emitted code compiles with; DOM is what zod's own types refer to.
    lib: ["ES2020", "DOM"],
    module: "NodeNext",
    skipLibCheck: true,
    types: [],
  },
  include: ["*.ts"],
};

/** For each declaration, lines that only compile if the inferred and the emitted type are mutually assignable. */
const equalities = (set: SchemaSet, name: string): string => {
  const lines = set.declared.flatMap((node) => {
    const [theirs, ours] = [`z.output<typeof schemas.${set.nameOf(node)}>`, `types.${set.nameOf(node)}`];
    return [
      `export const wide${set.nameOf(node)}: [${theirs}] extends [${ours}] ? true : ${theirs} = true;`,
      `export const narrow${set.nameOf(node)}: [${ours}] extends [${theirs}] ? true : ${theirs} = true;`,
    ];
  });
  const imports = ["types", "schemas"].map((kind) => `import type * as ${kind} from "./${name}-${kind}.js";`);
  return [...imports, 'import type * as z from "zod";', ...lines].join("\n");
};

/** Whether a value is valid for an emitted zod schema. */
export type ZodCheck = (value: unknown) => boolean;

export interface CompiledZod {
  /** The diagnostics of the compiler for emitted types, schemas and their comparison; empty on success. */
  readonly complaints: string;
  /** The check of each set's first root, by the set's name. */
  readonly checks: ReadonlyMap<string, ZodCheck>;
}

interface EmittedModule {
  readonly [name: string]: { readonly safeParse: (value: unknown) => { readonly success: boolean } } | undefined;
}

/** Emits types and zod schemas of some sets into an empty folder, compiles all and loads the schemas. */
export const compileZod = async (folder: string, sets: ReadonlyMap<string, SchemaSet>): Promise<CompiledZod> => {
  await writeInto(folder, "tsconfig.json", tsconfig);
  await writeInto(folder, "package.json", { type: "module" });
  const zod = createRequire(join(root, "packages/validator/package.json")).resolve("zod/package.json");
  await mkdir(join(folder, "node_modules"));
  await symlink(resolve(zod, ".."), join(folder, "node_modules/zod"));
  const checks = new Map<string, ZodCheck>();
  for (const [name, set] of sets) {
    const source = emitZod(set);
    await writeInto(folder, `${name}-types.ts`, await emitTypes(set));
    await writeInto(folder, `${name}-schemas.ts`, source);
    await writeInto(folder, `${name}-equal.ts`, equalities(set, name));
    await writeInto(folder, `${name}.js`, (await transform(source, { loader: "ts" })).code);
    const module = (await import(pathToFileURL(join(folder, `${name}.js`)).href)) as EmittedModule;
    const schema = module[set.nameOf(set.roots[0]!)];
    checks.set(name, (value) => schema?.safeParse(value).success === true);
  }
  const run = promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--singleThreaded"]);
  const { stdout } = await run.catch((error: unknown) => error as { readonly stdout: string });
  return { complaints: stdout, checks };
};
