import { literal, objectLiteral } from "./literal.ts";
import { demandsOf, type RuleOf, type SchemaRule } from "./rule.ts";

const saysNothing = (rule: SchemaRule): boolean => !rule.types && demandsOf(rule).length === 0;

/** The texts that a place takes, when it asks for nothing else: a table holds them in the place of a function. */
const textsOf = ({ types, general, byType }: SchemaRule): readonly string[] | undefined => {
  const [test, ...others] = general;
  const isText = types === undefined || (types.length === 1 && types[0] === "string");
  if (test?.kind !== "test" || !isText || others.length + byType.string.length > 0) return undefined;
  const texts = test.texts ?? [];
  return texts.length > (test.keyword === "enum" ? 1 : 0) ? texts : undefined;
};

/** The two tables of an object's properties: those it needs and those it may have, each with its collector. */
export const printPropertyTables = (rule: SchemaRule, collectorOf: (rule: SchemaRule) => string): readonly string[] => {
  const parts = rule.byType.object.filter((part) => part.kind === "property");
  const entry = ({ name, rule: below }: RuleOf<"property">): readonly [string, string] => {
    const texts = below && textsOf(below);
    if (texts) return [name, literal(texts)];
    return [name, below && !saysNothing(below) ? collectorOf(below) : "anything"];
  };
  const needed = parts.filter((part) => part.required).map(entry);
  const allowed = parts.filter((part) => !part.required && part.rule && !saysNothing(part.rule)).map(entry);
  if (allowed.length > 0) return [objectLiteral(needed), objectLiteral(allowed)];
  return needed.length > 0 ? [objectLiteral(needed)] : [];
};
