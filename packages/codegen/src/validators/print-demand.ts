import { anything, ofItself, ofItselfQuietly, ofPart, printCall } from "./call.ts";
import { inWords, inWordsOfCondition } from "./in-words.ts";
import { literal } from "./literal.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "./property-access.ts";
import { type Rule, type RuleTable, type SchemaRule, visitRule } from "./rule.ts";

/** What a demand is printed for. */
interface Context {
  readonly printer: Printer;
  readonly owner: SchemaRule;
}

const regex = (pattern: string): string => new RegExp(pattern, "u").toString();

const orIssue = (condition: string, keyword: string, expected: unknown): string => {
  if (condition === "true") return "true";
  const issue = printCall("issue", ofItself, literal(keyword), literal(expected));
  return condition === "false" ? issue : `${condition} || ${issue}`;
};

/** A check of many parts of a value. */
const printEach = (each: string, check: string, ...others: readonly string[]): string =>
  check === anything ? "true" : `${each}(${["v", "sink", ...others, check].join(", ")})`;

const isForbidden = (rule: SchemaRule): boolean => rule.node.schema === false;

/** A rule that says what is expected where it lets no value pass, as that depends on what it is the rule of. */
const saying = (rule: SchemaRule, expected: string): SchemaRule =>
  isForbidden(rule)
    ? { ...rule, general: rule.general.map((part) => (part.kind === "test" ? { ...part, expected } : part)) }
    : rule;

const anythingBut = (words: string): string => `anything but ${words}`;

const aProperty = (rule: SchemaRule): SchemaRule => saying(rule, "no property of this name");

const anItem = (rule: SchemaRule): SchemaRule => saying(rule, "no item here");

/** Whether a missing value fails a schema just once. */
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

/** Each kind of demand as a condition, which notes issues where they are collected. */
const conditions: RuleTable<Context, string> = {
  test: ({ condition, keyword, expected }) => orIssue(condition("v"), keyword, expected),
  reference: ({ node }, { printer }) => printer.check(printer.ruleOf(node), ofItself),
  also: ({ rule }, { printer }) => printer.check(rule, ofItself),
  not: ({ rule }, { printer }) => {
    const condition = printer.check(rule, ofItselfQuietly);
    if (condition === "true") return orIssue("false", "not", "no value at all");
    return orIssue(`!(${condition})`, "not", inWordsOfCondition(rule, printer.ruleOf, anythingBut));
  },
  choice: ({ keyword, branches }, { printer }) => {
    const checks = branches.map((branch) => printer.check(branch, ofItselfQuietly));
    if (keyword === "anyOf" && checks.includes("true")) return "true";
    const expected = branches.map((branch) => inWords(branch, printer.ruleOf));
    const functions = `[${branches.map(printer.functionOf).join(", ")}]`;
    if (keyword === "oneOf") {
      const count = checks.map((condition) => `(${condition} ? 1 : 0)`).join(" + ");
      return `${count} === 1 || ${printCall("oneOfIssue", ofItself, literal(expected), functions)}`;
    }
    const issue = printCall("choiceIssue", ofItself, literal(keyword), literal(expected.join(", or ")), functions);
    return `${checks.join(" || ")} || ${issue}`;
  },
  tagged: ({ keyword }, { printer, owner }) => printCall(`check${printer.nameOf(owner)}_${keyword}`, ofItself),
  conditional: ({ condition, met, unmet }, { printer }) => {
    const rules = [
      met && saying(met, inWordsOfCondition(condition, printer.ruleOf, anythingBut)),
      unmet && saying(unmet, inWordsOfCondition(condition, printer.ruleOf)),
    ];
    const [then, otherwise] = rules.map((rule) => (rule ? printer.check(rule, ofItself) : "true"));
    if (then === "true" && otherwise === "true") return "true";
    return `${printer.check(condition, ofItselfQuietly)} ? ${then} : ${otherwise}`;
  },
  property: ({ name, required, rule: described }, { printer }) => {
    const rule = described && aProperty(described);
    const value = propertyAccess("v", name);
    const call = ofPart(value, literal(name));
    const check = rule ? printer.check(rule, call) : "true";
    if (check === "true") return required ? printCall("present", call) : "true";
    if (!rule || !required) return rule ? printer.checkOptional(rule, call) : "true";
    return refusesLack(printer, rule) ? check : `${value} === undefined ? ${printCall("issue", call)} : ${check}`;
  },
  "pattern-properties": ({ pattern, rule }, { printer }) =>
    printEach("eachMatching", printer.functionOf(aProperty(rule)), regex(pattern)),
  "other-properties": ({ named, patterns, rule }, { printer }) => {
    const known = `${literal(named)}, [${patterns.map(regex).join(", ")}]`;
    if (isForbidden(rule)) return `noOthers(v, sink, ${known})`;
    if (named.length + patterns.length === 0) return printEach("eachProperty", printer.functionOf(rule));
    return printEach("eachOther", printer.functionOf(rule), known);
  },
  "property-names": ({ rule }, { printer }) =>
    printEach("eachName", printer.functionOf(saying(rule, "no property at all"))),
  dependent: ({ name, rule }, { printer }) => {
    const check = printer.check(saying(rule, `an object without ${name}`), ofItself);
    return check === "true" ? "true" : `${propertyAccess("v", name)} === undefined || ${check}`;
  },
  item: ({ index, rule }, { printer }) => {
    const check = printer.check(anItem(rule), ofPart(`v[${index}]`, String(index)));
    return check === "true" ? "true" : `v.length <= ${index} || ${check}`;
  },
  items: ({ from, rule }, { printer }) => printEach("each", printer.functionOf(anItem(rule)), String(from)),
  contains: ({ rule, min, max }, { printer }) => {
    const count = `countOf(v, ${printer.functionOf(rule)})`;
    const least = min === 0 ? [] : [`${count} >= ${min}`];
    const condition = [...least, ...(max === undefined ? [] : [`${count} <= ${max}`])].join(" && ") || "true";
    return orIssue(condition, "contains", expectedToContain(inWords(rule, printer.ruleOf), min, max));
  },
  unevaluated: ({ of, rule }, { printer, owner }) => {
    const [each, part] =
      of === "names" ? (["eachUnseenName", aProperty] as const) : (["eachUnseenItem", anItem] as const);
    return printEach(each, printer.functionOf(part(rule)), printer.seenBy(owner, of));
  },
};

export const printDemand = (printer: Printer, owner: SchemaRule, part: Rule): string =>
  visitRule(conditions, part, { printer, owner });
