import { banner } from "../banner.ts";
import { runtimeFor } from "../runtime-source.ts";
import { importTypes, printFile } from "../source-text/print-file.ts";
import { callOf, identifier, joined, js, type Source } from "../source-text/source.ts";
import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { createRuleReader } from "./build-rule.ts";
import { calledFunctions } from "./called-functions.ts";
import { printChecks } from "./print-checks.ts";
import { createPrinter } from "./printer.ts";
import { rejudgedRules } from "./rejudged.ts";
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

/**
 * What is exported takes a value alone, so that it can be handed to `filter` and the like, and never throws: a value that
 * can't be read to its end doesn't fit.
 *
 * @param keepsVerdicts whether something that the check calls keeps verdicts, which are those of one call
 */
const exportedFunctions = (name: string, keepsVerdicts: boolean): Source => {
  const check = identifier(`check${name}`);
  const verdict = keepsVerdicts ? callOf("afresh", check, js`value`) : js`${check}(value)`;
  const noting = keepsVerdicts ? js`(part, sink) => ${callOf("afresh", check, js`part`, js`sink`)}` : check;
  return js`function ${identifier(`is${name}`)}(value) {
  try {
    return ${verdict};
  } catch {
    return false;
  }
}

function ${identifier(`issuesOf${name}`)}(value, limit) {
  return ${callOf("issuesOf", js`value`, noting, js`limit`)};
}`;
};

const exportLists: { readonly [Kind in ModuleKind]: (names: Source) => Source } = {
  esm: (names) => js`export {\n${names}};`,
  commonjs: (names) => js`module.exports = {\n${names}};`,
};

/** What a reader of emitted code should know first. */
const howChecksWork = js`// A check answers whether a value fits its schema, and stops at the first thing that doesn't. Given a sink, it notes
// there what doesn't, goes on, and answers whether there is room for more.`;

/** Emits plain JavaScript (no imports, no eval) that tells valid values from invalid ones, and why. */
export const emitValidators = (set: SchemaSet, kind: ModuleKind = "esm"): string => {
  const { ruleOf } = createRuleReader(set);
  const roots = set.roots.map(ruleOf);
  const needed = withAllNeeded(roots, ruleOf);
  const kept = rejudgedRules(roots, needed, ruleOf);
  const printer = createPrinter(set, ruleOf, kept);
  const rules = needed.filter((rule) => !printer.isPlain(rule));
  const functions = rules.flatMap((rule) => printChecks(printer, rule));
  const names = set.roots.map((root) => set.nameOf(root));
  const exported = names.map((name) => js`  ${identifier(`is${name}`)},\n  ${identifier(`issuesOf${name}`)},\n`);
  const wrappers = names.map((name) => exportedFunctions(name, kept.size > 0));
  const called = calledFunctions([...functions, ...printer.shared()], joined(wrappers, ""));
  const code = joined([...called, ...wrappers, exportLists[kind](joined(exported, ""))], "\n\n");
  const head = banner(set.roots.map((root) => root.file));
  return printFile([head, howChecksWork, ...runtimeFor(code), code]);
};

const declaration = (set: SchemaSet, root: SchemaNode): Source => {
  const name = identifier(set.nameOf(root));
  return js`/** Tells whether a value is a valid ${name}. */
export declare function ${identifier(`is${name.text}`)}(value: unknown): value is ${name};
/** What is wrong with a value as a ${name}: nothing, or at most \`limit\` issues (20 by default). */
export declare function ${identifier(`issuesOf${name.text}`)}(value: unknown, limit?: number): Issue[];`;
};

/** The type that every `issuesOf` has in common. */
const issueType = js`/** One thing that is wrong with a value. \`pointer\` is a JSON Pointer, \`code\` the keyword that failed. */
export interface Issue {
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
}`;

/**
 * Emits the declarations that go with the emitted validators.
 *
 * @param typesFrom module that the types are imported from
 */
export const emitValidatorTypes = (set: SchemaSet, typesFrom: string): string => {
  const names = set.roots.map((root) => set.nameOf(root));
  const imports = importTypes(names, typesFrom);
  const declarations = set.roots.map((root) => declaration(set, root));
  return printFile([banner(set.roots.map((root) => root.file)), imports, issueType, ...declarations]);
};
