import type { JsonType } from "@email-events/json-schema";
import { demandsOf, type ReadRule, type SchemaRule } from "./rule.ts";

/** The value of a keyword in a schema. */
export const keywordOf = ({ node: { schema } }: SchemaRule, keyword: string): unknown =>
  typeof schema === "object" ? Object.entries(schema).find(([name]) => name === keyword)?.[1] : undefined;

/** Whether a schema asks for nothing. */
export const isSilent = (rule: SchemaRule): boolean => !rule.types && demandsOf(rule).length === 0;

/** The schema that another one only refers to. */
export const targetOf = (rule: SchemaRule, ruleOf: ReadRule): SchemaRule | undefined => {
  const [reference, ...others] = demandsOf(rule);
  const isReference = reference?.kind === "reference" && others.length === 0 && !rule.types;
  return isReference ? ruleOf(reference.node) : undefined;
};

/** The schema that one refers to, through any number of others. */
export const followed = (rule: SchemaRule, ruleOf: ReadRule): SchemaRule => {
  const target = targetOf(rule, ruleOf);
  return target ? followed(target, ruleOf) : rule;
};

/** The types that a schema asks for, when it asks for nothing else. */
export const onlyTypes = (rule: SchemaRule, ruleOf: ReadRule): readonly JsonType[] | undefined => {
  const { types, ...others } = followed(rule, ruleOf);
  return demandsOf({ types, ...others }).length === 0 ? types : undefined;
};

/** All values that a schema takes, when they are texts and the schema asks for nothing else. */
export const textsOf = ({ types, general, byType }: SchemaRule): readonly string[] | undefined => {
  const [test, ...others] = general;
  const isText = types === undefined || (types.length === 1 && types[0] === "string");
  if (test?.kind !== "test" || typeof test.expected === "string" || !isText) return undefined;
  if (others.length + byType.string.length > 0) return undefined;
  return test.expected.every((value) => typeof value === "string") ? test.expected : undefined;
};

/** The text that a schema takes, when it is the only one and given as a constant. */
export const onlyText = (rule: SchemaRule): string | undefined => {
  const [test] = rule.general;
  return test?.kind === "test" && test.keyword === "const" ? textsOf(rule)?.[0] : undefined;
};
