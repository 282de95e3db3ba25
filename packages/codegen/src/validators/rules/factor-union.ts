import { keyOf } from "@email-events/json-schema";
import type { ReadRule, Rule, RuleOf, SchemaRule } from "./rule.ts";
import { followed, textsOf } from "./rule-facts.ts";

const none: SchemaRule["byType"] = { object: [], array: [], string: [], number: [] };

type TaggedUnion = RuleOf<"tagged">;

type Property = RuleOf<"property"> & { readonly rule: SchemaRule };

/** A union whose branches differ in one property only. */
export interface FactoredUnion {
  /** The demands of every branch, with the property of the first one. */
  readonly common: SchemaRule;
  /** That property, which each branch requires. */
  readonly property: Property;
  /** The schema of the property in each branch, in their order. */
  readonly parts: readonly SchemaRule[];
}

/** The schema that a demand consists of. */
const targetIn = (part: Rule, ruleOf: ReadRule): SchemaRule | undefined => {
  if (part.kind === "reference") return followed(ruleOf(part.node), ruleOf);
  return part.kind === "also" ? followed(part.rule, ruleOf) : undefined;
};

/** A text that is the same for equal demands; `undefined` where that can't be determined. */
const sameness = (part: Rule, ruleOf: ReadRule): string | undefined => {
  const target = targetIn(part, ruleOf);
  if (target) return keyOf(target.node);
  if (part.kind !== "property" || !part.rule) return undefined;
  return JSON.stringify([part.name, part.required, keyOf(followed(part.rule, ruleOf).node)]);
};

/** The demands of a branch on an object besides the tag that leads to it; none if it also allows other values. */
const demandsBesideTag = ({ path }: TaggedUnion, { tags, rule }: TaggedUnion["branches"][number]): readonly Rule[] => {
  if (rule.types?.join() !== "object") return [];
  const isMet = (part: Rule): boolean => {
    const isTag = part.kind === "property" && path.length === 1 && part.name === path[0];
    const texts = isTag && part.rule ? textsOf(part.rule) : undefined;
    return texts !== undefined && tags.every((tag) => texts.includes(tag));
  };
  return [...rule.general, ...rule.byType.object].filter((part) => !isMet(part));
};

const isRequired = (part: Rule): part is Property =>
  part.kind === "property" && part.required && part.rule !== undefined;

/**
 * Splits a union into what its branches have in common, which is checked in one place, and the one property in which they
 * differ, whose check the tag chooses.
 */
export const factorUnion = (union: TaggedUnion, ruleOf: ReadRule): FactoredUnion | undefined => {
  const branches = union.branches.map(({ tags, rule }) => ({ tags, rule: followed(rule, ruleOf) }));
  const demands = branches.map((branch) => demandsBesideTag(union, branch));
  const keys = demands.map((parts) => parts.map((part) => sameness(part, ruleOf)));
  const isCommon = (key: string | undefined): boolean =>
    key !== undefined && keys.every((others) => others.includes(key));
  const own = demands.map((parts, branch) => parts.filter((_, index) => !isCommon(keys[branch]?.[index])));

  const properties = own.flatMap((parts) => (parts.length === 1 ? parts.filter(isRequired) : []));
  const [property] = properties;
  const isAlike = properties.length === branches.length && properties.every(({ name }) => name === property?.name);
  const [first] = branches;
  if (!first || !property || !isAlike || branches.length < 2) return undefined;

  const isKept = (part: Rule): boolean => demands[0]?.includes(part) === true;
  const general = first.rule.general.filter(isKept);
  const object = first.rule.byType.object.filter(isKept);
  // What has a tag isn't null: a base that asks for an object itself is enough.
  const isLeftToBase =
    object.length === 1 && general.some((part) => targetIn(part, ruleOf)?.types?.join() === "object");
  const common: SchemaRule = isLeftToBase
    ? { node: first.rule.node, types: undefined, general: [...general, property], byType: none }
    : { node: first.rule.node, types: ["object"], general, byType: { ...none, object } };
  return { common, property, parts: properties.map(({ rule }) => followed(rule, ruleOf)) };
};
