import type { Evaluated, ReadRule, Rule, RuleTable, SchemaRule } from "../rules/rule.ts";

/** The schemas that check one value, each with how many times. */
export type Asked = readonly (readonly [SchemaRule, number])[];

export const once = (...rules: readonly (SchemaRule | undefined)[]): Asked =>
  rules.flatMap((rule) => (rule ? [[rule, 1] as const] : []));

/** The schemas to which a demand passes its own value on. None for a tagged union: its tag chooses one of the branches. */
export const askedInPlace: RuleTable<ReadRule, Asked> = {
  test: () => [],
  reference: ({ node }, ruleOf) => once(ruleOf(node)),
  also: ({ rule }) => once(rule),
  not: ({ rule }) => once(rule),
  choice: ({ branches }) => once(...branches),
  tagged: () => [],
  conditional: ({ condition, met, unmet }) => once(condition, met, unmet),
  property: () => [],
  "pattern-properties": () => [],
  "other-properties": () => [],
  "property-names": () => [],
  dependent: ({ rule }) => once(rule),
  item: () => [],
  items: () => [],
  contains: () => [],
  unevaluated: () => [],
};

/** How `unevaluated...` finds what a demand evaluates: which schemas it checks, and which it searches in turn. */
interface Look {
  readonly asked: Asked;
  readonly into: readonly SchemaRule[];
}

const noLook = (): Look => ({ asked: [], into: [] });

const lookInto = (rule: SchemaRule): Look => ({ asked: [], into: [rule] });

const lookIntoFitting = (branches: readonly SchemaRule[]): Look => ({ asked: once(...branches), into: branches });

export const looks: RuleTable<ReadRule, Look> = {
  test: noLook,
  reference: ({ node }, ruleOf) => lookInto(ruleOf(node)),
  also: ({ rule }) => lookInto(rule),
  not: noLook,
  choice: ({ branches }) => lookIntoFitting(branches),
  tagged: ({ branches }) => lookIntoFitting(branches.map(({ rule }) => rule)),
  conditional: ({ condition, met, unmet }) => ({
    asked: [[condition, 2]],
    into: [condition, met, unmet].filter((rule) => rule !== undefined),
  }),
  property: noLook,
  "pattern-properties": noLook,
  "other-properties": noLook,
  "property-names": noLook,
  dependent: ({ rule }) => lookInto(rule),
  item: noLook,
  items: noLook,
  contains: noLook,
  unevaluated: noLook,
};

/** A kind of part: the property of one name, or any other one; the item at one index, or any later one. */
interface Part {
  readonly of: Evaluated;
  readonly at: string | number | undefined;
}

const isMatched = (patterns: readonly string[], { at }: Part): boolean =>
  at === undefined || patterns.some((pattern) => new RegExp(pattern, "u").test(String(at)));

const ofNames = ({ of }: Part, rule: SchemaRule | undefined, isMeant: boolean): Asked =>
  of === "names" && isMeant ? once(rule) : [];

const ofItems = ({ of }: Part, rule: SchemaRule, times: number): Asked =>
  of === "items" && times > 0 ? [[rule, times]] : [];

const nothing = (): Asked => [];

/** How often a demand checks one part of a value; an upper bound where that depends on the name. */
export const askedBelow: RuleTable<Part, Asked> = {
  test: nothing,
  reference: nothing,
  also: nothing,
  not: nothing,
  choice: nothing,
  tagged: nothing,
  conditional: nothing,
  property: ({ name, rule }, part) => ofNames(part, rule, name === part.at),
  "pattern-properties": ({ pattern, rule }, part) => ofNames(part, rule, isMatched([pattern], part)),
  "other-properties": ({ named, patterns, rule }, part) => {
    const isKnown = part.at !== undefined && (named.includes(String(part.at)) || isMatched(patterns, part));
    return ofNames(part, rule, !isKnown);
  },
  "property-names": nothing,
  dependent: nothing,
  item: ({ index, rule }, part) => ofItems(part, rule, part.at === index ? 1 : 0),
  items: ({ from, rule }, part) => ofItems(part, rule, Number(part.at ?? Infinity) >= from ? 1 : 0),
  contains: ({ rule, min, max }, part) => ofItems(part, rule, (min > 0 ? 1 : 0) + (max === undefined ? 0 : 1)),
  unevaluated: ({ of, rule }, part) => (of === part.of ? once(rule) : []),
};

/** The kinds of parts that some demands distinguish. */
export const partsOf = (demands: readonly Rule[]): readonly Part[] => {
  const named = demands.flatMap((demand): readonly Part[] => {
    if (demand.kind === "property") return [{ of: "names", at: demand.name }];
    return demand.kind === "item" ? [{ of: "items", at: demand.index }] : [];
  });
  const others: readonly Part[] = [
    { of: "names", at: undefined },
    { of: "items", at: undefined },
  ];
  return [...new Map([...named, ...others].map((part) => [JSON.stringify([part.of, part.at]), part])).values()];
};
