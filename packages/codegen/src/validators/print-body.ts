import { allOf, declareCheck, ofItself, printCall } from "./call.ts";
import { literal } from "./literal.ts";
import { printDemand } from "./print-demand.ts";
import type { Printer } from "./printer.ts";
import { textsOf } from "./rule-facts.ts";
import type { Rule, SchemaRule } from "./rule.ts";
import { guardedTypes, guardOf, speaksOf, typeTests } from "./type-tests.ts";

const negated = (condition: string): string => {
  if (/ \|\| | && /.test(condition)) return `!(${condition})`;
  return condition.includes(" === ") ? condition.replace(" === ", " !== ") : `!${condition}`;
};

/** What a function that checks a value does before it answers, and what it answers. */
export interface Body {
  readonly before: readonly string[];
  readonly answer: string;
}

/**
 * The check of a value by a schema: its type first, since the rest speaks of values of that type.
 *
 * @param printPart prints one demand of the schema
 */
export const bodyOf = (
  printer: Printer,
  rule: SchemaRule,
  printPart = (part: Rule): string => printDemand(printer, rule, part),
): Body => {
  const print = (parts: readonly Rule[]): readonly string[] =>
    parts.map(printPart).filter((condition) => condition !== "true");
  const guarded = guardedTypes.flatMap((type) => {
    if (rule.types && !speaksOf(type, rule.types)) return [];
    const demands = print(rule.byType[type]);
    if (demands.length === 0 || rule.types?.length === 1) return demands;
    return [`${negated(guardOf(type)("v"))} || (${allOf(demands)})`];
  });
  const conditions = [...print(rule.general), ...guarded];
  const answer = conditions.length > 1 ? `(\n    ${allOf(conditions, " &&\n    ")}\n  )` : allOf(conditions);

  const types = textsOf(rule) ? [] : (rule.types ?? []).map((type) => typeTests[type]);
  if (types.length === 0) return { before: [], answer };
  const passes = types.map(({ condition }) => condition("v")).join(" || ");
  const expected = types.map((type) => type.expected).join(" or ");
  const failure = printCall("issue", ofItself, '"type"', literal(expected));
  if (conditions.length === 0) return { before: [], answer: `${passes} || ${failure}` };
  return { before: [`if (${negated(passes)}) return ${failure};`], answer };
};

/** A function that checks a value by a schema. */
export const printCheck = (name: string, { before, answer }: Body): string =>
  declareCheck(name, [...before, `return ${answer};`].join("\n  "));
