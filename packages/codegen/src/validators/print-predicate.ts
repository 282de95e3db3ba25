import { inWords } from "./in-words.ts";
import { literal } from "./literal.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "./property-access.ts";
import { demandsOf, type Rule, type RuleOf, type RuleTable, type SchemaRule, visitRule } from "./rule.ts";
import { guardedTypes, guardOf, speaksOf, typeTests } from "./type-tests.ts";

/** What a condition is printed for. */
interface Subject {
  readonly printer: Printer;
  readonly owner: SchemaRule;
  /** The expression that stands for the value. */
  readonly value: string;
}

const joinAnd = (conditions: readonly string[]): string => {
  const telling = conditions.filter((condition) => condition !== "true");
  return telling.length === 0 ? "true" : telling.join(" && ");
};

const joinOr = (conditions: readonly string[]): string => {
  if (conditions.includes("true")) return "true";
  return conditions.length === 1 ? conditions.join("") : `(${conditions.join(" || ")})`;
};

/** Whether `undefined` fails a schema by itself. */
const excludesUndefined = (printer: Printer, rule: SchemaRule, depth = 0): boolean =>
  rule.types !== undefined ||
  rule.general.some((part) => {
    if (part.kind === "test") return part.excludesUndefined === true;
    if (part.kind === "reference") {
      return depth < 8 && excludesUndefined(printer, printer.ruleOf(part.node), depth + 1);
    }
    return part.kind === "choice" && part.branches.every((branch) => excludesUndefined(printer, branch, depth));
  });

/** Calls the predicate of a schema, or writes it out where it is short. */
export const predicateOf = (printer: Printer, rule: SchemaRule, value: string): string =>
  printer.isInline(rule) ? joinAnd(conditionsOf(printer, rule, value)) : `is${printer.nameOf(rule)}(${value})`;

/** A schema as a function, for the items of an array and the like. */
export const predicateFunction = (printer: Printer, rule: SchemaRule): string =>
  printer.isInline(rule) ? `(item) => ${predicateOf(printer, rule, "item")}` : `is${printer.nameOf(rule)}`;

/** Whether a schema speaks of a value itself, such as a text or a number, and not only of where to look. */
const isPlainValue = (printer: Printer, rule: SchemaRule): boolean =>
  printer.isInline(rule) && (rule.types !== undefined || demandsOf(rule).some((part) => part.kind === "test"));

const property = (part: RuleOf<"property">, { printer, value }: Subject): string => {
  const access = propertyAccess(value, part.name);
  const present = `${access} !== undefined`;
  if (!part.rule) return present;
  const condition = predicateOf(printer, part.rule, access);
  if (part.required) return excludesUndefined(printer, part.rule) ? condition : joinAnd([present, condition]);
  if (condition === "true") return "true";
  if (!isPlainValue(printer, part.rule)) return `(${access} === undefined || ${condition})`;
  const name = printer.nameOptional(predicateOf(printer, part.rule, "v"), inWords(part.rule, printer.ruleOf));
  return `${name}(${access})`;
};

const call = (name: string, subject: Subject, rule: SchemaRule, ...others: readonly string[]): string => {
  const is = predicateFunction(subject.printer, rule);
  return is === "(item) => true" ? "true" : `${name}(${[subject.value, ...others, is].join(", ")})`;
};

const regexes = (patterns: readonly string[]): string =>
  `[${patterns.map((pattern) => new RegExp(pattern, "u").toString()).join(", ")}]`;

/** The condition under which a value fits any branch, or just one. */
export const printChoice = (printer: Printer, part: RuleOf<"choice">, value: string): string => {
  const conditions = part.branches.map((branch) => predicateOf(printer, branch, value));
  if (part.keyword === "anyOf") return joinOr(conditions);
  return `${conditions.map((condition) => `(${condition} ? 1 : 0)`).join(" + ")} === 1`;
};

const conditions: RuleTable<Subject, string> = {
  test: (part, { value }) => part.condition(value),
  reference: (part, { printer, value }) => predicateOf(printer, printer.ruleOf(part.node), value),
  also: (part, { printer, value }) => predicateOf(printer, part.rule, value),
  not: (part, { printer, value }) => `!(${predicateOf(printer, part.rule, value)})`,
  choice: (part, { printer, value }) => printChoice(printer, part, value),
  tagged: (part, { printer, owner, value }) => `is${printer.nameOf(owner)}_${part.keyword}(${value})`,
  conditional: ({ condition, met, unmet }, { printer, value }) => {
    const [then, otherwise] = [met, unmet].map((rule) => (rule ? predicateOf(printer, rule, value) : "true"));
    if (then === "true" && otherwise === "true") return "true";
    return `(${predicateOf(printer, condition, value)} ? ${then} : ${otherwise})`;
  },
  property,
  "pattern-properties": ({ pattern, rule }, subject) =>
    call("matchingAre", subject, rule, new RegExp(pattern, "u").toString()),
  "other-properties": ({ named, patterns, rule }, subject) =>
    patterns.length === 0
      ? call("othersAre", subject, rule, literal(named))
      : call("unmatchedAre", subject, rule, literal(named), regexes(patterns)),
  "property-names": ({ rule }, subject) => call("namesAre", subject, rule),
  dependent: ({ name, rule }, { printer, value }) =>
    joinOr([`${propertyAccess(value, name)} === undefined`, predicateOf(printer, rule, value)]),
  item: ({ index, rule }, { printer, value }) => {
    const condition = predicateOf(printer, rule, `${value}[${index}]`);
    return joinOr([`${value}.length <= ${index}`, condition]);
  },
  items: ({ from, rule }, subject) => {
    if (from > 0) return call("itemsAre", subject, rule, String(from));
    const is = predicateFunction(subject.printer, rule);
    return is === "(item) => true" ? "true" : `${subject.value}.every(${is})`;
  },
  contains: ({ rule, min, max }, { printer, value }) => {
    const count = `countOf(${value}, ${predicateFunction(printer, rule)})`;
    const least = min === 0 ? [] : [`${count} >= ${min}`];
    return joinAnd([...least, ...(max === undefined ? [] : [`${count} <= ${max}`])]);
  },
  unevaluated: ({ of, rule }, subject) => {
    const { printer, owner } = subject;
    return call(of === "names" ? "unseenNamesAre" : "unseenItemsAre", subject, rule, printer.seenBy(owner, of));
  },
};

/** The conditions of a schema for the value that an expression stands for. */
export const conditionsOf = (printer: Printer, rule: SchemaRule, value: string): readonly string[] => {
  const print = (parts: readonly Rule[]): readonly string[] =>
    parts
      .map((part) => visitRule(conditions, part, { printer, owner: rule, value }))
      .filter((condition) => condition !== "true");
  const guarded = guardedTypes.flatMap((type) => {
    if (rule.types && !speaksOf(type, rule.types)) return [];
    const demands = print(rule.byType[type]);
    if (demands.length === 0) return [];
    return rule.types?.length === 1 ? demands : [`(!(${guardOf(type)(value)}) || (${joinAnd(demands)}))`];
  });
  const types = rule.types ? [joinOr(rule.types.map((type) => typeTests[type].condition(value)))] : [];
  return [...types, ...print(rule.general), ...guarded];
};

const printSwitch = (printer: Printer, { path, branches }: RuleOf<"tagged">): string => {
  const guards: string[] = [];
  let place = "v";
  for (const name of path) {
    guards.push(`!isObject(${place})`);
    place = propertyAccess(place, name);
  }
  const cases = branches.map(({ tags, rule }) => {
    const labels = tags.map((tag) => `    case ${JSON.stringify(tag)}:`).join("\n");
    return `${labels}\n      return ${predicateOf(printer, rule, "v")};`;
  });
  return [
    `  if (${guards.join(" || ")}) return false;`,
    `  switch (${place}) {`,
    ...cases,
    "    default:",
    "      return false;",
    "  }",
  ].join("\n");
};

/** Prints the functions that tell whether a value is valid. They stop at the first thing that isn't. */
export const printPredicates = (printer: Printer, rule: SchemaRule): readonly string[] => {
  const name = `is${printer.nameOf(rule)}`;
  const unions = rule.general.filter((part) => part.kind === "tagged");
  const body = conditionsOf(printer, rule, "v");
  const [union] = unions;
  if (union && body.length === 1) return [`function ${name}(v) {\n${printSwitch(printer, union)}\n}`];
  const switches = unions.map((part) => `function ${name}_${part.keyword}(v) {\n${printSwitch(printer, part)}\n}`);
  const condition = body.length > 1 ? `(\n    ${body.join(" &&\n    ")}\n  )` : joinAnd(body);
  return [...switches, `function ${name}(v) {\n  return ${condition};\n}`];
};
