import { jsonText } from "../../source-text/literals.ts";
import type { ReadRule, Rule, SchemaRule } from "./rule.ts";
import { typeTests } from "./type-tests.ts";

/** The description of a schema that allows everything, or that has no short description. */
const anyValue = "any value";

/** What a demand expects, in words: values that pass are listed. */
const expectedInWords = (expected: string | readonly unknown[]): string => {
  if (typeof expected === "string") return expected;
  return `${expected.length > 1 ? "one of " : ""}${expected.map((value) => jsonText(value)).join(", ")}`;
};

const inWordsOfRules = (rules: readonly Rule[], ruleOf: ReadRule): readonly string[] =>
  rules.flatMap((rule) => {
    if (rule.kind === "test") return [expectedInWords(rule.expected)];
    if (rule.kind === "reference") return [inWords(ruleOf(rule.node), ruleOf)];
    return [];
  });

/** Describes in a few words what a schema expects: the `expected` of an issue about a choice. */
export const inWords = (rule: SchemaRule, ruleOf: ReadRule): string => {
  const required = rule.byType.object.flatMap((part) => (part.kind === "property" && part.required ? [part.name] : []));
  if (required.length > 0) return `an object with ${required.join(", ")}`;
  const [first] = [rule.general, rule.byType.string, rule.byType.array, rule.byType.number].flatMap((rules) =>
    inWordsOfRules(rules, ruleOf),
  );
  if (first !== undefined) return first;
  return (rule.types ?? []).map((type) => typeTests[type].expected).join(" or ") || anyValue;
};

/**
 * Describes in a few words what is expected of a value that `not` or a condition refuses; `something else` if its schema
 * has no short description.
 *
 * @param say turns the description of the schema into what is expected, such as `anything but ...`
 */
export const inWordsOfCondition = (rule: SchemaRule, ruleOf: ReadRule, say = (words: string) => words): string => {
  const words = inWords(rule, ruleOf);
  return words === anyValue ? "something else" : say(words);
};
