import type { Printer } from "./printer.ts";
import { propertyAccess } from "./property-access.ts";
import type { Rule, SchemaRule, TaggedRule } from "./rule.ts";
import { guardedTypes, guardOf, speaksOf, typeTests } from "./type-tests.ts";

type ChoiceRule = Extract<Rule, { readonly kind: "choice" }>;
type PropertyRule = Extract<Rule, { readonly kind: "property" }>;

const joinAnd = (conditions: readonly string[]): string => (conditions.length === 0 ? "true" : conditions.join(" && "));

const joinOr = (conditions: readonly string[]): string =>
  conditions.length === 1 ? conditions.join("") : `(${conditions.join(" || ")})`;

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

const property = (printer: Printer, part: PropertyRule, value: string): string => {
  const access = propertyAccess(value, part.name);
  const present = `${access} !== undefined`;
  if (!part.rule) return present;
  const condition = predicateOf(printer, part.rule, access);
  if (part.required) return excludesUndefined(printer, part.rule) ? condition : `${present} && ${condition}`;
  return condition === "true" ? "true" : `(${access} === undefined || ${condition})`;
};

/** A schema as a function, for the items of an array and the like. */
const functionOf = (printer: Printer, rule: SchemaRule): string =>
  printer.isInline(rule) ? `(item) => ${predicateOf(printer, rule, "item")}` : `is${printer.nameOf(rule)}`;

/** The condition under which a value fits any branch, or just one. */
export const printChoice = (printer: Printer, part: ChoiceRule, value: string): string => {
  const conditions = part.branches.map((branch) => predicateOf(printer, branch, value));
  if (part.keyword === "anyOf") return joinOr(conditions);
  return `${conditions.map((condition) => `(${condition} ? 1 : 0)`).join(" + ")} === 1`;
};

const printRule = (printer: Printer, owner: SchemaRule, part: Rule, value: string): string => {
  switch (part.kind) {
    case "test":
      return part.condition(value);
    case "reference":
      return predicateOf(printer, printer.ruleOf(part.node), value);
    case "also":
      return predicateOf(printer, part.rule, value);
    case "property":
      return property(printer, part, value);
    case "other-properties":
      return `othersAre(${value}, ${JSON.stringify(part.named)}, ${functionOf(printer, part.rule)})`;
    case "items":
      return `${value}.every(${functionOf(printer, part.rule)})`;
    case "choice":
      return printChoice(printer, part, value);
    case "tagged":
      return `is${printer.nameOf(owner)}_${part.keyword}(${value})`;
    default:
      return part satisfies never;
  }
};

const conditionsOf = (printer: Printer, rule: SchemaRule, value: string): readonly string[] => {
  const print = (parts: readonly Rule[]): readonly string[] =>
    parts.map((part) => printRule(printer, rule, part, value)).filter((condition) => condition !== "true");
  const guarded = guardedTypes.flatMap((type) => {
    const conditions = print(rule.byType[type]);
    if (conditions.length === 0 || (rule.types && !speaksOf(type, rule.types))) return [];
    return rule.types?.length === 1 ? conditions : [`(!(${guardOf(type)(value)}) || (${joinAnd(conditions)}))`];
  });
  const types = rule.types ? [joinOr(rule.types.map((type) => typeTests[type].condition(value)))] : [];
  return [...types, ...print(rule.general), ...guarded];
};

const printSwitch = (printer: Printer, { path, branches }: TaggedRule): string => {
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
  const conditions = conditionsOf(printer, rule, "v");
  const [union] = unions;
  if (union && conditions.length === 1) return [`function ${name}(v) {\n${printSwitch(printer, union)}\n}`];
  const switches = unions.map((part) => `function ${name}_${part.keyword}(v) {\n${printSwitch(printer, part)}\n}`);
  const body = conditions.length > 1 ? `(\n    ${conditions.join(" &&\n    ")}\n  )` : joinAnd(conditions);
  return [...switches, `function ${name}(v) {\n  return ${body};\n}`];
};
