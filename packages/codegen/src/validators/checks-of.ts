import { keyOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { identifier, joined, type Source } from "../source-text/source.ts";
import { createRuleReader } from "./rules/create-rule-reader.ts";
import { calledFunctions } from "./code/called-functions.ts";
import { createPrinter } from "./printing/create-printer.ts";
import { memoizedRules } from "./memo/memoized-rules.ts";
import { printChecks } from "./printing/print-checks.ts";
import { demandsOf, type ReadRule, rulesInside, type SchemaRule } from "./rules/rule.ts";

/** Every schema that some of them need, each one after those that it needs itself. */
const withAllNeeded = (roots: readonly SchemaRule[], ruleOf: ReadRule): readonly SchemaRule[] => {
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

/** The name of the function that checks a value by a root. */
export const checkNameOf = (set: SchemaSet, root: SchemaNode): string => `check${set.nameOf(root)}`;

/** The functions that check values by the roots of a set, and all that these call. */
export interface Checks {
  readonly functions: readonly Source[];
  /** Whether one of them caches verdicts (`recall`), so that each call must begin without any (`afresh`). */
  readonly keepsVerdicts: boolean;
}

/** Returns the functions that check values by the roots of a set. */
export const checksOf = (set: SchemaSet): Checks => {
  const { ruleOf, constants } = createRuleReader(set);
  const roots = set.roots.map(ruleOf);
  const needed = withAllNeeded(roots, ruleOf);
  const printer = createPrinter(set, ruleOf, needed, memoizedRules(roots, needed, ruleOf));
  const rules = needed.filter(printer.isPrinted);
  const printed = rules.flatMap((rule) => printChecks(printer, rule));
  const checks = set.roots.map((root) => identifier(checkNameOf(set, root)));
  const functions = calledFunctions([...constants(), ...printed, ...printer.shared()], joined(checks, ""));
  return { functions, keepsVerdicts: functions.some(({ uses }) => uses.has("recall")) };
};
