import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import { banner } from "../output/banner.ts";
import { type EmittedModule, type ModuleKind, printModule } from "../emitted-module.ts";
import { runtimeFor } from "../runtime-source.ts";
import { articleFor } from "../source-text/article.ts";
import { inComment } from "../source-text/comment.ts";
import { importTypesAs, importTypesFromEsm, printFile } from "../source-text/print-file.ts";
import { callOf, identifier, joined, js, onlyTyped, type Source } from "../source-text/source.ts";
import { checkNameOf, checksOf } from "./checks-of.ts";

const issueType = identifier("Issue");

/** The functions of a root: its check, and the two that are exported, each as it is declared. */
const exportedBy = (set: SchemaSet, root: SchemaNode) => {
  const name = set.nameOf(root);
  const [is, issuesOf] = [`is${name}`, `issuesOf${name}`] as const;
  const value = js`value${onlyTyped(js`: unknown`)}`;
  const predicate = js`function ${identifier(is)}(${value})${onlyTyped(js`: value is types.${identifier(name)}`)}`;
  const limited = js`${value}, limit${onlyTyped(js`?: number`)}`;
  const issues = js`function ${identifier(issuesOf)}(${limited})${onlyTyped(js`: ${issueType}[]`)}`;
  const wrong = `What is wrong with a value as ${articleFor(name)} ${name}`;
  return {
    check: identifier(checkNameOf(set, root)),
    names: [identifier(is), identifier(issuesOf)],
    predicate: { head: predicate, doc: docLine(`Tells whether a value is a valid ${name}.`) },
    issues: { head: issues, doc: docLine(`${wrong}: nothing, or at most \`limit\` issues (20 by default).`) },
  };
};

const docLine = (text: string): Source => js`/** ${inComment(text)} */`;

type Exported = ReturnType<typeof exportedBy>;

/**
 * What is exported takes a value alone, so that it can be handed to `filter` and the like, and never throws: a value that
 * can't be read to its end doesn't fit.
 *
 * @param keepsVerdicts whether something that the check calls keeps verdicts, which are those of one call
 */
const printExported = ({ check, predicate, issues }: Exported, keepsVerdicts: boolean): Source => {
  const verdict = keepsVerdicts ? callOf("afresh", check, js`value`) : js`${check}(value)`;
  const noting = keepsVerdicts ? js`(part, place) => ${callOf("afresh", check, js`part`, js`place`)}` : check;
  return js`${predicate.doc}
${predicate.head} {
  try {
    return ${verdict};
  } catch {
    return false;
  }
}

${issues.doc}
${issues.head} {
  return ${callOf("issuesOf", js`value`, noting, js`limit`)};
}`;
};

/** What a reader of emitted code should know first. */
const howChecksWork = js`// A check answers whether a value fits its schema, and stops at the first thing that doesn't. Given a place, it notes
// there what doesn't, goes on, and answers whether there is room for more.`;

/** The checks that some schemas need, and the functions that call them. */
const printFunctions = (set: SchemaSet, exported: readonly Exported[]): Source => {
  const { functions, keepsVerdicts } = checksOf(set);
  return joined([...functions, ...exported.map((one) => printExported(one, keepsVerdicts))], "\n\n");
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
  const names = exported.flatMap((one) => one.names.map((name) => js`${name}, `));
  const list = js`${exportLists[kind]} { ${joined(names, "")}${onlyTyped(js`type ${issueType}`)} };`;
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
export const emitValidatorTypes = (set: SchemaSet, typesFrom: string, kind: ModuleKind = "esm"): string => {
  const importTypes = kind === "esm" ? importTypesAs : importTypesFromEsm;
  const declarations = set.roots.flatMap((root) => {
    const { predicate, issues } = exportedBy(set, root);
    return [predicate, issues].map(({ doc, head: declared }) => js`${doc}\nexport declare ${declared};`);
  });
  const issue = runtimeFor(new Set(["Issue"]), "typescript", true);
  return printFile([head(set), importTypes("types", typesFrom), ...issue, ...declarations]);
};
