import type { JsonType } from "@email-events/json-schema";
import { demandsOf, type ReadRule, type SchemaRule } from "./rule.ts";

/** The value of a keyword in a schema. */
export const keywordOf = ({ node: { schema } }: SchemaRule, keyword: string): unknown =>
  typeof schema === "object" ? Object.entries(schema).find(([name]) => name === keyword)?.[1] : undefined;

/** Whether a schema allows everything. */
export const isSilent = (rule: SchemaRule): boolean => !rule.types && demandsOf(rule).length === 0;

/** The schema to which another one only refers. */
export const targetOf = (rule: SchemaRule, ruleOf: ReadRule): SchemaRule | undefined => {
  const [reference, ...others] = demandsOf(rule);
  const isReference = reference?.kind === "reference" && others.length === 0 && !rule.types;
  return isReference ? ruleOf(reference.node) : undefined;
};

/** The schema to which one refers, through any number of others. */
export const followed = (rule: SchemaRule, ruleOf: ReadRule): SchemaRule => {
  const target = targetOf(rule, ruleOf);
  return target ? followed(target, ruleOf) : rule;
};

/** The types of a schema that has no other demand. */
export const onlyTypes = (rule: SchemaRule, ruleOf: ReadRule): readonly JsonType[] | undefined => {
  const { types, ...others } = followed(rule, ruleOf);
  return demandsOf({ types, ...others }).length === 0 ? types : undefined;
};

/** The values that a schema allows, if they are texts and it has no other demand. */
export const textsOf = ({ types, general, byType }: SchemaRule): readonly string[] | undefined => {
  const [test, ...others] = general;
  const isText = types === undefined || (types.length === 1 && types[0] === "string");
  if (test?.kind !== "test" || typeof test.expected === "string" || !isText) return undefined;
  if (others.length + byType.string.length > 0) return undefined;
  return test.expected.every((value) => typeof value === "string") ? test.expected : undefined;
};

/** The only text that a schema allows, if it is given by `const`. */
export const onlyText = (rule: SchemaRule): string | undefined => {
  const [test] = rule.general;
  return test?.kind === "test" && test.keyword === "const" ? textsOf(rule)?.[0] : undefined;
};
