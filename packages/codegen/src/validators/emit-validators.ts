import { keyOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { type EmittedModule, type ModuleKind, printModule } from "../emitted-module.ts";
import { runtimeFor } from "../runtime-source.ts";
import { articleFor } from "../source-text/article.ts";
import { inComment } from "../source-text/comment.ts";
import { importTypesAs, printFile } from "../source-text/print-file.ts";
import { callOf, identifier, joined, js, onlyTyped, type Source } from "../source-text/source.ts";
import { createRuleReader } from "./build-rule.ts";
import { calledFunctions } from "./called-functions.ts";
import { printChecks } from "./print-checks.ts";
import { createPrinter } from "./create-printer.ts";
import { rejudgedRules } from "./rejudged.ts";
import { demandsOf, rulesInside, type SchemaRule } from "./rule.ts";

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

const issueType = identifier("Issue");

const issuesHead = ({ issuesOf }: Exported): Source =>
  js`function ${issuesOf}(value${onlyTyped(js`: unknown`)}, limit${onlyTyped(js`?: number`)})${onlyTyped(js`: ${issueType}[]`)}`;

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
  const noting = keepsVerdicts ? js`(part, place) => ${callOf("afresh", check, js`part`, js`place`)}` : check;
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

/** What a reader of emitted code should know first. */
const howChecksWork = js`// A check answers whether a value fits its schema, and stops at the first thing that doesn't. Given a place, it notes
// there what doesn't, goes on, and answers whether there is room for more.`;

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

const head = (set: SchemaSet): Source => banner(set.roots.map((root) => root.file));

const exportLists: Readonly<Record<ModuleKind, Source>> = { esm: js`export`, commonjs: js`module.exports =` };

/**
 * The module that tells valid values of a set from invalid ones, and why; its code imports nothing but the runtime.
 *
 * @param typesFrom module that the types are imported from, for a module in TypeScript
 */
export const validatorsModule = (
  set: SchemaSet,
  { kind = "esm", typesFrom }: { readonly kind?: ModuleKind; readonly typesFrom?: string | undefined } = {},
): EmittedModule => {
  const exported = set.roots.map((root) => exportedBy(set, root));
  const names = exported.map(({ is, issuesOf }) => js`  ${is},\n  ${issuesOf},\n`);
  const list = js`${exportLists[kind]} {\n${joined(names, "")}${onlyTyped(js`  type ${issueType},\n`)}};`;
  return {
    kind,
    language: typesFrom === undefined ? "javascript" : "typescript",
    head: [head(set)],
    imports: typesFrom === undefined ? [] : [importTypesAs("types", typesFrom)],
    body: [howChecksWork, printFunctions(set, exported), list],
  };
};

/** Emits plain JavaScript (no imports, no eval) that tells valid values from invalid ones, and why. */
export const emitValidators = (set: SchemaSet, kind: ModuleKind = "esm"): string =>
  printModule(validatorsModule(set, { kind }));

/** Emits the same code as TypeScript, which imports nothing but types from a module. */
export const emitTypedValidators = (set: SchemaSet, typesFrom: string): string =>
  printModule(validatorsModule(set, { typesFrom }));

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
  const issue = runtimeFor(new Set(["Issue"]), "typescript", true);
  return printFile([head(set), importTypesAs("types", typesFrom), ...issue, ...declarations]);
};
