import { keyOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { runtimeFor } from "../runtime-source.ts";
import { articleFor } from "../source-text/article.ts";
import { inComment } from "../source-text/comment.ts";
import { importTypesAs, printFile } from "../source-text/print-file.ts";
import { callOf, identifier, joined, js, type Language, onlyTyped, type Source } from "../source-text/source.ts";
import { createRuleReader } from "./build-rule.ts";
import { calledFunctions } from "./called-functions.ts";
import { printChecks } from "./print-checks.ts";
import { createPrinter } from "./create-printer.ts";
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

/** The names of a root's functions: its check, and the two that are exported. */
interface Exported {
  readonly type: Source;
  readonly check: Source;
  readonly is: Source;
  readonly issuesOf: Source;
}

const exportedBy = (set: SchemaSet, root: SchemaNode): Exported => {
  const name = set.nameOf(root);
  const [check, is, issuesOf] = [`check${name}`, `is${name}`, `issuesOf${name}`].map(identifier);
  if (!check || !is || !issuesOf) throw new Error(`${name} has no functions`);
  return { type: js`types.${identifier(name)}`, check, is, issuesOf };
};

const predicateHead = ({ is, type }: Exported): Source =>
  js`function ${is}(value${onlyTyped(js`: unknown`)})${onlyTyped(js`: value is ${type}`)}`;

const issuesHead = ({ issuesOf }: Exported): Source =>
  js`function ${issuesOf}(value${onlyTyped(js`: unknown`)}, limit${onlyTyped(js`?: number`)})${onlyTyped(js`: Issue[]`)}`;

/** What is said of a predicate, in comments. */
const predicateDoc = (name: string): Source => docLine(`Tells whether a value is a valid ${name}.`);

const issuesDoc = (name: string): Source =>
  docLine(
    `What is wrong with a value as ${articleFor(name)} ${name}: nothing, or at most \`limit\` issues (20 by default).`,
  );

const docLine = (text: string): Source => js`/** ${inComment(text)} */`;

/**
 * What is exported takes a value alone, so that it can be handed to `filter` and the like, and never throws: a value that
 * can't be read to its end doesn't fit.
 *
 * @param keepsVerdicts whether something that the check calls keeps verdicts, which are those of one call
 */
const printExported = (exported: Exported, name: string, keepsVerdicts: boolean): Source => {
  const { check } = exported;
  const verdict = keepsVerdicts ? callOf("afresh", check, js`value`) : js`${check}(value)`;
  const noting = keepsVerdicts ? js`(part, sink) => ${callOf("afresh", check, js`part`, js`sink`)}` : check;
  return js`${predicateDoc(name)}
${predicateHead(exported)} {
  try {
    return ${verdict};
  } catch {
    return false;
  }
}

${issuesDoc(name)}
${issuesHead(exported)} {
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

/** The type that every `issuesOf` has in common. */
const issueType = js`/** One thing that is wrong with a value. \`pointer\` is a JSON Pointer, \`code\` the keyword that failed. */
export interface Issue {
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
}`;

/** The checks that some schemas need, and the functions that call them. */
const printFunctions = (set: SchemaSet, exported: readonly Exported[]): Source => {
  const { ruleOf, constants } = createRuleReader(set);
  const roots = set.roots.map(ruleOf);
  const needed = withAllNeeded(roots, ruleOf);
  const printer = createPrinter(set, ruleOf, needed, rejudgedRules(roots, needed, ruleOf));
  const rules = needed.filter(printer.isPrinted);
  const functions = rules.flatMap((rule) => printChecks(printer, rule));
  const checks = joined(
    exported.map(({ check }) => check),
    "",
  );
  const called = calledFunctions([...constants(), ...functions, ...printer.shared()], checks);
  const keepsVerdicts = called.some(({ uses }) => uses.has("recall"));
  const wrappers = set.roots.map((root, index) => printExported(exported[index]!, set.nameOf(root), keepsVerdicts));
  return joined([...called, ...wrappers], "\n\n");
};

const filesOf = (set: SchemaSet): readonly string[] => set.roots.map((root) => root.file);

const printModule = (set: SchemaSet, kind: ModuleKind, language: Language, types: readonly Source[]): string => {
  const exported = set.roots.map((root) => exportedBy(set, root));
  const code = printFunctions(set, exported);
  const names = exported.map(({ is, issuesOf }) => js`  ${is},\n  ${issuesOf},\n`);
  const blocks = [howChecksWork, ...runtimeFor(code), code, exportLists[kind](joined(names, ""))];
  return printFile([banner(filesOf(set)), ...types, ...blocks], language);
};

/** Emits plain JavaScript (no imports, no eval) that tells valid values from invalid ones, and why. */
export const emitValidators = (set: SchemaSet, kind: ModuleKind = "esm"): string =>
  printModule(set, kind, "javascript", []);

/**
 * Emits the same code as TypeScript, which imports nothing but types.
 *
 * @param typesFrom module that the types are imported from
 */
export const emitTypedValidators = (set: SchemaSet, typesFrom: string): string =>
  printModule(set, "esm", "typescript", [importTypesAs("types", typesFrom), issueType]);

/**
 * Emits the declarations that go with the emitted JavaScript.
 *
 * @param typesFrom module that the types are imported from
 */
export const emitValidatorTypes = (set: SchemaSet, typesFrom: string): string => {
  const declarations = set.roots.map((root) => {
    const [exported, name] = [exportedBy(set, root), set.nameOf(root)];
    return js`${predicateDoc(name)}
export declare ${predicateHead(exported)};
${issuesDoc(name)}
export declare ${issuesHead(exported)};`;
  });
  return printFile([banner(filesOf(set)), importTypesAs("types", typesFrom), issueType, ...declarations]);
};
