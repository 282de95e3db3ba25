import { banner } from "../banner.ts";
import type { SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { createRuleReader } from "./build-rule.ts";
import { createCollectorPrinter } from "./print-collector.ts";
import { printPredicates } from "./print-predicate.ts";
import { createPrinter } from "./printer.ts";
import type { Rule, SchemaRule } from "./rule.ts";
import { runtimeFor } from "../runtime-source.ts";

const childrenOf = (part: Rule): readonly SchemaRule[] => {
  switch (part.kind) {
    case "test":
    case "reference":
      return [];
    case "property":
      return part.rule ? [part.rule] : [];
    case "also":
    case "items":
    case "other-properties":
      return [part.rule];
    case "choice":
      return part.branches;
    case "tagged":
      return part.branches.map((branch) => branch.rule);
    default:
      return part satisfies never;
  }
};

const withDescendants = (rule: SchemaRule): readonly SchemaRule[] => {
  const parts = [...rule.general, ...Object.values(rule.byType).flat()];
  return [...parts.flatMap(childrenOf).flatMap(withDescendants), rule];
};

const exported = (name: string): string =>
  `export { is${name} };

export function issuesOf${name}(value, limit) {
  return issuesOf(value, is${name}, collect${name}, limit);
}`;

/** Emits plain JavaScript (ESM, no imports, no eval) that tells valid values from invalid ones, and why. */
export const emitValidators = (set: SchemaSet): string => {
  const { ruleOf } = createRuleReader(set);
  const printer = createPrinter(set, ruleOf);
  const collectors = createCollectorPrinter(printer);
  const rules = set.declared.flatMap((node) => withDescendants(ruleOf(node))).filter((rule) => !printer.isInline(rule));
  const functions = rules.flatMap((rule) => [...printPredicates(printer, rule), ...collectors.print(rule)]);
  const blocks = [...functions, ...collectors.shared(), ...set.roots.map((root) => exported(set.nameOf(root)))];
  const code = blocks.join("\n\n");
  const head = banner(set.roots.map((root) => root.file));
  return `${[head, runtimeFor(code), code].join("\n\n")}\n`;
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
