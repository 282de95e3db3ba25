import { keyOf } from "@email-events/json-schema";
import { demandsOf, type ReadRule, type Rule, type SchemaRule } from "../rules/rule.ts";
import { keywordOf } from "../rules/rule-facts.ts";

const isSchemaRule = (value: unknown): value is SchemaRule =>
  typeof value === "object" && value !== null && "byType" in value && "node" in value;

/**
 * Finds, for each schema, the first one with equal demands and issues, so that both share one function. A named schema
 * equals no other.
 *
 * @param needed schemas, each after those that it needs itself
 */
export const findAlike = (
  needed: readonly SchemaRule[],
  ruleOf: ReadRule,
  isNamed: (rule: SchemaRule) => boolean,
): ((rule: SchemaRule) => SchemaRule) => {
  const firsts = new Map<string, SchemaRule>();
  const alike = new Map<string, SchemaRule>();

  const firstOf = (rule: SchemaRule): SchemaRule => {
    const key = keyOf(rule.node);
    const known = alike.get(key);
    if (known) return known;
    const said = isNamed(rule) ? key : saidBy(rule);
    const first = firsts.get(said) ?? rule;
    firsts.set(said, first);
    alike.set(key, first);
    return first;
  };

  /** A demand as text. Schemas inside it are replaced by the first equal one, so that no text grows with its depth. */
  const partOf = (owner: SchemaRule, part: Rule): string => {
    if (part.kind === "reference") return keyOf(ruleOf(part.node).node);
    const inner = (_: string, value: unknown): unknown =>
      isSchemaRule(value) ? `schema ${keyOf(firstOf(value).node)}` : value;
    return JSON.stringify([part, part.kind === "test" ? keywordOf(owner, part.keyword) : null], inner);
  };

  const saidBy = (rule: SchemaRule): string =>
    JSON.stringify([rule.types, rule.node.schema === false, demandsOf(rule).map((part) => partOf(rule, part))]);

  needed.forEach(firstOf);
  return (rule) => alike.get(keyOf(rule.node)) ?? rule;
};
