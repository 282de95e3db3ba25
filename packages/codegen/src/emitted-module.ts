import { runtimeFor, runtimeNames } from "./runtime-source.ts";
import { textLiteral } from "./source-text/literals.ts";
import { printFile } from "./source-text/print-file.ts";
import { identifier, joined, js, type Language, type Source } from "./source-text/source.ts";

/** Whether the emitted files of a run import the runtime from one module (`shared`) or each have a copy (`inline`). */
export type RuntimeMode = "shared" | "inline";

/** Which module system emitted code is for. */
export type ModuleKind = "esm" | "commonjs";

/** An emitted module before it is printed: it may import the runtime, or have a copy of it. */
export interface EmittedModule {
  readonly kind: ModuleKind;
  readonly language: Language;
  /** The comments at the top. */
  readonly head: readonly Source[];
  /** The imports, without that of the runtime. */
  readonly imports: readonly Source[];
  readonly body: readonly Source[];
}

/** The name of the module that emitted files of a kind share. TypeScript imports it as the JavaScript that it becomes. */
const runtimeFileOf = ({ kind, language }: Pick<EmittedModule, "kind" | "language">): string =>
  language === "typescript" ? "runtime.ts" : kind === "esm" ? "runtime.js" : "runtime.cjs";

const usesOf = ({ body, language }: EmittedModule): ReadonlySet<string> => joined(body, "").usesIn(language);

const listOf = (parts: readonly Source[]): Source => joined(parts, ", ");

const importsFrom = (module: EmittedModule, folder: string): readonly Source[] => {
  const names = runtimeNames(usesOf(module)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (names.length === 0) return [];
  const from = textLiteral(`${folder}${runtimeFileOf(module).replace(/\.ts$/, ".js")}`);
  if (module.kind === "commonjs")
    return [js`const { ${listOf(names.map(({ name }) => identifier(name)))} } = require(${from});`];
  const imported = names.map(({ name, isType }) => js`${isType ? js`type ` : js``}${identifier(name)}`);
  return [js`import { ${listOf(imported)} } from ${from};`];
};

/**
 * The text of an emitted module.
 *
 * @param runtimeFolder the way to the folder of the shared runtime, as `./`; without one the module has a copy
 */
export const printModule = (module: EmittedModule, runtimeFolder?: string): string => {
  const { head, imports, body, language } = module;
  const isInline = runtimeFolder === undefined;
  const all = joined([...imports, ...(isInline ? [] : importsFrom(module, runtimeFolder))], "\n");
  return printFile([...head, all, ...(isInline ? runtimeFor(usesOf(module), language) : []), ...body], language);
};

/** The files that some emitted modules share, each with what they call and nothing else. */
export const sharedRuntime = (
  modules: readonly EmittedModule[],
  banner: Source,
): readonly (readonly [string, string])[] => {
  const files = [...new Set(modules.map(runtimeFileOf))];
  return files.flatMap((file) => {
    const users = modules.filter((module) => runtimeFileOf(module) === file);
    const uses = new Set(users.flatMap((module) => [...usesOf(module)]));
    const names = runtimeNames(uses).map(({ name }) => identifier(name));
    if (names.length === 0) return [];
    const [{ kind, language } = { kind: "esm", language: "typescript" } as const] = users;
    const blocks = runtimeFor(uses, language, kind === "esm");
    const exports = kind === "esm" ? [] : [js`module.exports = { ${listOf(names)} };`];
    return [[file, printFile([banner, ...blocks, ...exports], language)] as const];
  });
};
