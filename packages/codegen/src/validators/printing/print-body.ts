import { textLiteral } from "../../source-text/literals.ts";
import { js, type Source } from "../../source-text/source.ts";
import { itself, ofItself, printCall } from "../code/call.ts";
import { allOf, always, anyOf, negated } from "../code/conditions.ts";
import { declareCheck, type Declaration } from "../code/declaration.ts";
import { printDemand } from "./print-demand.ts";
import type { Printer } from "./printer.ts";
import { textsOf } from "../rules/rule-facts.ts";
import type { Rule, SchemaRule } from "../rules/rule.ts";
import { guardedTypes, isOfAnother, speaksOf, typeTests } from "../rules/type-tests.ts";

/** The body of a check: its statements, and the condition that it returns. */
export interface Body {
  readonly before: readonly Source[];
  readonly answer: Source;
}

/**
 * Returns the body of a schema's check. It tests the type first: other demands concern values of that type.
 *
 * @param printPart prints one demand of the schema
 */
export const bodyOf = (
  printer: Printer,
  rule: SchemaRule,
  printPart = (part: Rule): Source => printDemand(printer, rule, part),
): Body => {
  const print = (parts: readonly Rule[]): readonly Source[] =>
    parts.map(printPart).filter((condition) => condition !== always);
  const guarded = guardedTypes.flatMap((type) => {
    if (rule.types && !speaksOf(type, rule.types)) return [];
    const demands = print(rule.byType[type]);
    if (demands.length === 0 || rule.types?.length === 1) return demands;
    return [anyOf([isOfAnother(type)(itself), js`(${allOf(demands)})`])];
  });
  const conditions = [...print(rule.general), ...guarded];
  const answer = allOf(conditions);

  const types = textsOf(rule) ? [] : (rule.types ?? []).map((type) => typeTests[type]);
  if (types.length === 0) return { before: [], answer };
  const passes = anyOf(types.map(({ condition }) => condition(itself)));
  const expected = types.map((type) => type.expected).join(" or ");
  const failure = printCall("issue", ofItself, textLiteral("type"), textLiteral(expected));
  if (conditions.length === 0) return { before: [], answer: anyOf([passes, failure]) };
  const fails = types.length === 1 ? types[0]!.fails(itself) : negated(passes);
  return { before: [js`if (${fails}) return ${failure};`], answer };
};

/** Declares the check of a schema. */
export const printCheck = (name: string, { before, answer }: Body): Declaration =>
  declareCheck(name, [...before, js`return ${answer};`]);
