import { literal, textLiteral } from "../../source-text/literals.ts";
import { callOf, identifier, joined, js, type Source } from "../../source-text/source.ts";
import { anything, itself, ofItself, ofItselfQuietly, ofPart, printCall, printMissing } from "../code/call.ts";
import { allOf, always, anyOf, either, negated, never } from "../code/conditions.ts";
import { inWords, inWordsOfCondition } from "../rules/in-words.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "../code/property-access.ts";
import { followed, onlyTypes } from "../rules/rule-facts.ts";
import { type Rule, type RuleTable, type SchemaRule, visitRule } from "../rules/rule.ts";
import { typeTests } from "../rules/type-tests.ts";

/** What a demand is printed for. */
interface Context {
  readonly printer: Printer;
  readonly owner: SchemaRule;
}

const orIssue = (condition: Source, keyword: string, expected: unknown): Source => {
  return anyOf([condition, printCall("issue", ofItself, textLiteral(keyword), literal(expected))]);
};

/** A check of many parts of a value. */
const printEach = (each: string, check: Source, ...others: readonly Source[]): Source =>
  check === anything ? always : printCall(each, ofItself, ...others, check);

const isForbidden = (rule: SchemaRule): boolean => rule.node.schema === false;

/** The rule with another `expected` text if its schema is `false`, as that text depends on where the schema stands. */
const saying = (rule: SchemaRule, expected: string): SchemaRule =>
  isForbidden(rule)
    ? { ...rule, general: rule.general.map((part) => (part.kind === "test" ? { ...part, expected } : part)) }
    : rule;

const anythingBut = (words: string): string => `anything but ${words}`;

const aProperty = (rule: SchemaRule): SchemaRule => saying(rule, "no property of this name");

const anItem = (rule: SchemaRule): SchemaRule => saying(rule, "no item here");

/** Whether `undefined` certainly fails a schema, with a single issue. */
export const refusesLack = (printer: Printer, rule: SchemaRule, depth = 0): boolean => {
  if (rule.types !== undefined) return true;
  const [only, ...others] = rule.general;
  if (!only || others.length > 0 || Object.values(rule.byType).flat().length > 0) return false;
  if (only.kind === "reference") return depth < 8 && refusesLack(printer, printer.ruleOf(only.node), depth + 1);
  return only.kind === "test" && ["const", "enum", "false"].includes(only.keyword);
};

const expectedToContain = (inside: string, min: number, max: number | undefined): string => {
  const bounds = [...(min > 0 ? [`at least ${min}`] : []), ...(max === undefined ? [] : [`at most ${max}`])];
  return `an array with ${bounds.join(" and ")} of: ${inside}`;
};

const listOf = (sources: readonly Source[]): Source => js`[${joined(sources, ", ")}]`;

const printOneOf = (branches: readonly SchemaRule[], printer: Printer): Source => {
  const conditions = branches.map((branch) => printer.check(branch, ofItselfQuietly));
  const sure = conditions.filter((condition) => condition === always).length;
  const open = conditions.filter((condition) => condition !== always && condition !== never);
  const counted = open.map((condition) => js`(${either(condition, js`1`, js`0`)})`);
  const count = joined(sure === 0 && counted.length > 0 ? counted : [sure, ...counted], " + ");
  const expected = literal(branches.map((branch) => inWords(branch, printer.ruleOf)));
  const functions = listOf(branches.map(printer.functionOf));
  const isOne = open.length === 0 ? (sure === 1 ? always : never) : js`${count} === 1`;
  return anyOf([isOne, printCall("oneOfIssue", ofItself, expected, functions)]);
};

/** Branches that only name types are tested first, inline; they need no function, as the choice's issue names them. */
const printAnyOf = (branches: readonly SchemaRule[], printer: Printer): Source => {
  const types = branches.flatMap((branch) => onlyTypes(branch, printer.ruleOf) ?? []);
  const others = branches.filter((branch) => onlyTypes(branch, printer.ruleOf) === undefined);
  const checks = others.map((branch) => printer.check(branch, ofItselfQuietly));
  if (checks.includes(always)) return always;
  const words = textLiteral(branches.map((branch) => inWords(branch, printer.ruleOf)).join(", or "));
  const functions = listOf(others.map(printer.functionOf));
  const passing = [...new Set(types)].map((type) => typeTests[type].condition(itself));
  const failure = printCall("issue", ofItself, textLiteral("anyOf"), words);
  const [only, ...more] = others;
  if (!only) return anyOf([...passing, failure]);
  const itsTypes = followed(only, printer.ruleOf).types;
  // Of two branches that are told apart by the type, one alone can say what is wrong.
  if (itsTypes && more.length === 0) {
    const isMeant = anyOf(itsTypes.map((type) => typeTests[type].condition(itself)));
    return anyOf([...passing, js`(${either(isMeant, printer.check(only, ofItself), failure)})`]);
  }
  return anyOf([...passing, ...checks, printCall("choiceIssue", ofItself, words, functions)]);
};

/** Each kind of demand as a condition, which notes issues where they are collected. */
const conditions: RuleTable<Context, Source> = {
  test: ({ condition, keyword, expected }) => orIssue(condition(itself), keyword, expected),
  reference: ({ node }, { printer }) => printer.check(printer.ruleOf(node), ofItself),
  also: ({ rule }, { printer }) => printer.check(rule, ofItself),
  not: ({ rule }, { printer }) => {
    const condition = printer.check(rule, ofItselfQuietly);
    const isNothing = condition === always;
    const expected = isNothing ? "no value at all" : inWordsOfCondition(rule, printer.ruleOf, anythingBut);
    return orIssue(negated(condition), "not", expected);
  },
  choice: ({ keyword, branches }, { printer }) => (keyword === "oneOf" ? printOneOf : printAnyOf)(branches, printer),
  tagged: ({ keyword }, { printer, owner }) => printCall(`check${printer.nameOf(owner)}_${keyword}`, ofItself),
  conditional: ({ condition, met, unmet }, { printer }) => {
    const rules = [
      met && saying(met, inWordsOfCondition(condition, printer.ruleOf, anythingBut)),
      unmet && saying(unmet, inWordsOfCondition(condition, printer.ruleOf)),
    ];
    const [then = always, otherwise = always] = rules.map((rule) => (rule ? printer.check(rule, ofItself) : always));
    return either(printer.check(condition, ofItselfQuietly), then, otherwise);
  },
  property: ({ name, required, rule: described }, { printer }) => {
    const rule = described && aProperty(described);
    const value = propertyAccess(itself, name);
    const call = ofPart(value, textLiteral(name));
    const check = rule ? printer.check(rule, call) : always;
    if (check === always) return required ? printCall("present", call) : always;
    if (!rule || !required) return rule ? printer.checkOptional(rule, call) : always;
    return refusesLack(printer, rule) ? check : either(js`${value} === undefined`, printMissing(call), check);
  },
  "pattern-properties": ({ regex, rule }, { printer }) =>
    printEach("eachMatching", printer.functionOf(aProperty(rule)), regex),
  "other-properties": ({ named, patterns, regexes, rule }, { printer }) => {
    const known = [literal(named), listOf(regexes)] as const;
    if (isForbidden(rule)) return printCall("noOthers", ofItself, ...known);
    if (named.length + patterns.length === 0) return printEach("eachProperty", printer.functionOf(rule));
    return printEach("eachOther", printer.functionOf(rule), ...known);
  },
  "property-names": ({ rule }, { printer }) =>
    printEach("eachName", printer.functionOf(saying(rule, "no property at all"))),
  dependent: ({ name, rule }, { printer }) => {
    const check = printer.check(saying(rule, `an object without ${name}`), ofItself);
    return anyOf([js`${propertyAccess(itself, name)} === undefined`, check]);
  },
  item: ({ index, rule }, { printer }) => {
    const check = printer.check(anItem(rule), ofPart(js`${itself}[${index}]`, js`${index}`));
    return anyOf([js`${itself}.length <= ${index}`, check]);
  },
  items: ({ from, rule }, { printer }) => printEach("each", printer.functionOf(anItem(rule)), js`${from}`),
  contains: ({ rule, min, max }, { printer }) => {
    const count = callOf("countOf", itself, printer.functionOf(rule));
    const least = min === 0 ? [] : [js`${count} >= ${min}`];
    const condition = allOf([...least, ...(max === undefined ? [] : [js`${count} <= ${max}`])]);
    return orIssue(condition, "contains", expectedToContain(inWords(rule, printer.ruleOf), min, max));
  },
  unevaluated: ({ of, rule }, { printer, owner }) => {
    const [each, part] =
      of === "names" ? (["eachUnseenName", aProperty] as const) : (["eachUnseenItem", anItem] as const);
    return printEach(each, printer.functionOf(part(rule)), identifier(printer.seenBy(owner, of)));
  },
};

export const printDemand = (printer: Printer, owner: SchemaRule, part: Rule): Source =>
  visitRule(conditions, part, { printer, owner });
