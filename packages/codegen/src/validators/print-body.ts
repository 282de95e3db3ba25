import { allOf, declareCheck, ofItself, printCall } from "./call.ts";
import { literal } from "./literal.ts";
import { printDemand } from "./print-demand.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "./property-access.ts";
import { demandsOf, type Rule, type RuleOf, type SchemaRule } from "./rule.ts";
import { guardedTypes, guardOf, speaksOf, typeTests } from "./type-tests.ts";

/** Whether a schema asks for nothing. */
export const isSilent = (rule: SchemaRule): boolean => !rule.types && demandsOf(rule).length === 0;

/** All values that a schema takes, when they are texts and the schema asks for nothing else. */
const textsOf = ({ types, general, byType }: SchemaRule): readonly string[] | undefined => {
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

const negated = (condition: string): string => {
  if (/ \|\| | && /.test(condition)) return `!(${condition})`;
  return condition.includes(" === ") ? condition.replace(" === ", " !== ") : `!${condition}`;
};

/** A union whose branch the tag decides. Without one, what the tag should have been is told. */
const printSwitch = (printer: Printer, { path, branches }: RuleOf<"tagged">): string => {
  const tag = path.reduce((place, name) => propertyAccess(place, name, { optional: true }), "v");
  const cases = branches.map(({ tags, rule }) => {
    const labels = tags.map((text) => `    case ${JSON.stringify(text)}:`).join("\n");
    return `${labels}\n      return ${printer.check(rule, ofItself)};`;
  });
  const tags = branches.flatMap((branch) => branch.tags);
  const otherwise = printCall("unknownTag", ofItself, literal(path), literal(tags));
  return [`switch (${tag}) {`, ...cases, "    default:", `      return ${otherwise};`, "  }"].join("\n");
};

/** The union that a schema consists of, when its tag decides and nothing else is asked. */
const soleUnion = ({ types = ["object"], general, byType }: SchemaRule): RuleOf<"tagged"> | undefined => {
  const [union, ...others] = [...general, ...Object.values(byType).flat()];
  return union?.kind === "tagged" && others.length === 0 && types.includes("object") ? union : undefined;
};

/** What a function that checks a value does before it answers, and what it answers. */
export interface Body {
  readonly before: readonly string[];
  readonly answer: string;
}

/** The check of a value by a schema: its type first, since the rest speaks of values of that type. */
export const bodyOf = (printer: Printer, rule: SchemaRule): Body => {
  const print = (parts: readonly Rule[]): readonly string[] =>
    parts.map((part) => printDemand(printer, rule, part)).filter((condition) => condition !== "true");
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

/** Prints the functions that check a value by a schema. */
export const printChecks = (printer: Printer, rule: SchemaRule): readonly string[] => {
  const name = `check${printer.nameOf(rule)}`;
  const union = soleUnion(rule);
  if (union) return [declareCheck(name, printSwitch(printer, union))];
  const unions = rule.general.filter((part) => part.kind === "tagged");
  return [
    ...unions.map((part) => declareCheck(`${name}_${part.keyword}`, printSwitch(printer, part))),
    printCheck(name, bodyOf(printer, rule)),
  ];
};
