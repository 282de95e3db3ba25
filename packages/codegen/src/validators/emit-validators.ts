import { banner } from "../banner.ts";
import { runtimeFor } from "../runtime-source.ts";
import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { createRuleReader } from "./build-rule.ts";
import { calledFunctions } from "./called-functions.ts";
import { printChecks } from "./print-checks.ts";
import { createPrinter } from "./printer.ts";
import { demandsOf, rulesInside, type SchemaRule } from "./rule.ts";

/** Which module system emitted code is for. */
export type ModuleKind = "esm" | "commonjs";

/** Every schema that some of them need, each one after those that it needs itself. */
const withAllNeeded = (
  roots: readonly SchemaRule[],
  ruleOf: (node: SchemaNode) => SchemaRule,
): readonly SchemaRule[] => {
  const needed = new Map<string, SchemaRule>();
  const seen = new Set<string>();
  const visit = (rule: SchemaRule): void => {
    const key = keyOf(rule.node);
    if (seen.has(key)) return;
    seen.add(key);
    for (const part of demandsOf(rule)) {
      if (part.kind === "reference") visit(ruleOf(part.node));
      else rulesInside(part).forEach(visit);
    }
    needed.set(key, rule);
  };
  roots.forEach(visit);
  return [...needed.values()];
};

/** What is exported takes a value alone, so that it can be handed to `filter` and the like. */
const exportedFunctions = (name: string): string => `function is${name}(value) {
  return check${name}(value);
}

function issuesOf${name}(value, limit) {
  return issuesOf(value, check${name}, limit);
}`;

const exportLists: { readonly [Kind in ModuleKind]: (names: string) => string } = {
  esm: (names) => `export {\n${names}};`,
  commonjs: (names) => `module.exports = {\n${names}};`,
};

/** What a reader of emitted code should know first. */
const howChecksWork = `// A check answers whether a value fits its schema, and stops at the first thing that doesn't. Given a sink, it notes
// there what doesn't, goes on, and answers whether there is room for more.`;

/** Emits plain JavaScript (no imports, no eval) that tells valid values from invalid ones, and why. */
export const emitValidators = (set: SchemaSet, kind: ModuleKind = "esm"): string => {
  const { ruleOf } = createRuleReader(set);
  const printer = createPrinter(set, ruleOf);
  const rules = withAllNeeded(set.roots.map(ruleOf), ruleOf).filter((rule) => !printer.isPlain(rule));
  const functions = rules.flatMap((rule) => printChecks(printer, rule));
  const names = set.roots.map((root) => set.nameOf(root));
  const exported = names.map((name) => `  is${name},\n  issuesOf${name},\n`).join("");
  const wrappers = names.map(exportedFunctions);
  const called = calledFunctions([...functions, ...printer.shared()], wrappers.join("\n"));
  const code = [...called, ...wrappers, exportLists[kind](exported)].join("\n\n");
  const head = banner(set.roots.map((root) => root.file));
  return `${[head, howChecksWork, runtimeFor(code), code].join("\n\n")}\n`;
};

const declaration = (set: SchemaSet, root: SchemaNode): string => {
  const name = set.nameOf(root);
  return `/** Tells whether a value is a valid ${name}. */
export declare function is${name}(value: unknown): value is ${name};
/** What is wrong with a value as a ${name}: nothing, or at most \`limit\` issues (20 by default). */
export declare function issuesOf${name}(value: unknown, limit?: number): Issue[];`;
};

/**
 * Emits the declarations that go with the emitted validators.
 *
 * @param typesFrom module that the types are imported from
 */
export const emitValidatorTypes = (set: SchemaSet, typesFrom: string): string => {
  const names = set.roots.map((root) => set.nameOf(root));
  const issue = `/** One thing that is wrong with a value. \`pointer\` is a JSON Pointer, \`code\` the keyword that failed. */
export interface Issue {
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
}`;
  const imports = `import type {\n${names
    .toSorted()
    .map((name) => `  ${name},`)
    .join("\n")}\n} from ${JSON.stringify(typesFrom)};`;
  const declarations = set.roots.map((root) => declaration(set, root));
  return `${[banner(set.roots.map((root) => root.file)), imports, issue, ...declarations].join("\n\n")}\n`;
};
