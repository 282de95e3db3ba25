import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import type { Rule, RuleOf, SchemaRule } from "./rule.ts";
import { targetOf, textsOf } from "./rule-facts.ts";

type Reader = (node: SchemaNode) => SchemaRule;
type TaggedUnion = RuleOf<"tagged">;

/** A union whose branches are alike but for one property. */
export interface FactoredUnion {
  /** What every branch asks for. */
  readonly common: SchemaRule;
  /** The property that they differ in, which each requires. */
  readonly name: string;
  /** What the property of each branch is, in the order of the branches. */
  readonly parts: readonly SchemaRule[];
}

const followed = (rule: SchemaRule, ruleOf: Reader): SchemaRule => {
  const target = targetOf(rule, ruleOf);
  return target ? followed(target, ruleOf) : rule;
};

/** The schema that a demand consists of. */
const targetIn = (part: Rule, ruleOf: Reader): SchemaRule | undefined => {
  if (part.kind === "reference") return followed(ruleOf(part.node), ruleOf);
  return part.kind === "also" ? followed(part.rule, ruleOf) : undefined;
};

/** The same text for demands that ask for the same; undefined where that can't be told. */
const sameness = (part: Rule, ruleOf: Reader): string | undefined => {
  const target = targetIn(part, ruleOf);
  if (target) return keyOf(target.node);
  if (part.kind !== "property" || !part.rule) return undefined;
  return JSON.stringify([part.name, part.required, keyOf(followed(part.rule, ruleOf).node)]);
};

/** What a branch demands of an object beside the tag that leads to it; nothing where it takes other values as well. */
const demandsOf = ({ path }: TaggedUnion, { tags, rule }: TaggedUnion["branches"][number]): readonly Rule[] => {
  if (rule.types?.join() !== "object") return [];
  const isMet = (part: Rule): boolean => {
    const isTag = part.kind === "property" && path.length === 1 && part.name === path[0];
    const texts = isTag && part.rule ? textsOf(part.rule) : undefined;
    return texts !== undefined && tags.every((tag) => texts.includes(tag));
  };
  return [...rule.general, ...rule.byType.object].filter((part) => !isMet(part));
};

/**
 * Finds what the branches of a union have in common, so that it is checked in one place, and only the one property that
 * they differ in is looked up by the tag.
 */
export const factorUnion = (union: TaggedUnion, ruleOf: Reader): FactoredUnion | undefined => {
  const branches = union.branches.map(({ tags, rule }) => ({ tags, rule: followed(rule, ruleOf) }));
  const demands = branches.map((branch) => demandsOf(union, branch));
  const keys = demands.map((parts) => parts.map((part) => sameness(part, ruleOf)));
  const isCommon = (key: string | undefined): boolean =>
    key !== undefined && keys.every((others) => others.includes(key));
  const own = demands.map((parts, branch) => parts.filter((_, index) => !isCommon(keys[branch]?.[index])));

  const [first] = branches;
  const [[example] = []] = own;
  if (!first || example?.kind !== "property" || branches.length < 2) return undefined;
  const parts = own.flatMap(([part, ...others]) => {
    const isAlike = part?.kind === "property" && part.name === example.name && part.required && others.length === 0;
    return isAlike && part.rule ? [followed(part.rule, ruleOf)] : [];
  });
  if (parts.length < branches.length) return undefined;
  const isShared = (part: Rule): boolean => demands[0]?.includes(part) === true && !own[0]?.includes(part);
  const { rule } = first;
  const general = rule.general.filter(isShared);
  const object = rule.byType.object.filter(isShared);
  // What has a tag isn't null: a base that asks for an object itself is enough.
  const isLeftToBase =
    object.length === 0 && general.some((part) => targetIn(part, ruleOf)?.types?.join() === "object");
  const types = isLeftToBase ? undefined : rule.types;
  return { common: { ...rule, types, general, byType: { ...rule.byType, object } }, name: example.name, parts };
};
