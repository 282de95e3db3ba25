import type { Rule, SchemaRule } from "./rule.ts";
import { typeTests } from "./type-tests.ts";

const inWordsOfRules = (rules: readonly Rule[], ruleOf: RuleOf): readonly string[] =>
  rules.flatMap((rule) => {
    if (rule.kind === "test") return [rule.expected];
    if (rule.kind === "reference") return [inWords(ruleOf(rule.node), ruleOf)];
    return [];
  });

type RuleOf = (node: SchemaRule["node"]) => SchemaRule;

/** Says in a few words what a schema asks for: the `expected` of an issue about a choice. */
export const inWords = (rule: SchemaRule, ruleOf: RuleOf): string => {
  const required = rule.byType.object.flatMap((part) => (part.kind === "property" && part.required ? [part.name] : []));
  if (required.length > 0) return `an object with ${required.join(", ")}`;
  const specific = [...inWordsOfRules(rule.general, ruleOf), ...inWordsOfRules(rule.byType.string, ruleOf)];
  const [first] = [
    ...specific,
    ...inWordsOfRules(rule.byType.array, ruleOf),
    ...inWordsOfRules(rule.byType.number, ruleOf),
  ];
  if (first !== undefined) return first;
  return (rule.types ?? []).map((type) => typeTests[type].expected).join(" or ") || "any value";
};
