import {
  arrayShape,
  childOf,
  dependentNames,
  dependentSchemas,
  findDiscriminator,
  type JsonType,
  keyOf,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { never } from "../code/conditions.ts";
import type { Declaration } from "../code/declaration.ts";
import type { GuardedType, ReadRule, Rule, SchemaRule } from "./rule.ts";
import { createConstants } from "./constants.ts";
import { needsRule, testRules } from "./test-rules.ts";

/** Reads schemas into rules, each place once. */
export interface RuleReader {
  readonly ruleOf: ReadRule;
  /** The constants that the rules use. */
  readonly constants: () => readonly Declaration[];
}

const nothingPasses: Rule = {
  kind: "test",
  keyword: "false",
  condition: () => never,
  expected: "no value at all",
};

const none: SchemaRule["byType"] = { object: [], array: [], string: [], number: [] };

const typesOf = ({ type }: SchemaObject): readonly JsonType[] | undefined => (typeof type === "string" ? [type] : type);

export const createRuleReader = (set: SchemaSet): RuleReader => {
  const known = new Map<string, SchemaRule>();
  const constants = createConstants();

  /** The rule of a keyword that holds one schema, as a list of none or one. */
  const single = (node: SchemaNode, keyword: keyof SchemaObject, toRule: (rule: SchemaRule) => Rule): readonly Rule[] =>
    placesOf(node, keyword).map((place) => toRule(ruleOf(place)));

  const ruleAt = (node: SchemaNode, keyword: keyof SchemaObject): SchemaRule | undefined =>
    placesOf(node, keyword).map(ruleOf)[0];

  const choice = (node: SchemaNode, keyword: "anyOf" | "oneOf"): readonly Rule[] => {
    const branches = placesOf(node, keyword).map(ruleOf);
    if (branches.length === 0) return [];
    const discriminator = findDiscriminator(set, node, keyword);
    if (!discriminator) return [{ kind: "choice", keyword, branches }];
    const tagged = discriminator.branches.map(({ tags }, index) => ({ tags, rule: branches[index]! }));
    return [{ kind: "tagged", keyword, path: discriminator.path, branches: tagged }];
  };

  const references = (node: SchemaNode, { $ref, $dynamicRef }: SchemaObject): readonly Rule[] => [
    ...($ref === undefined ? [] : [{ kind: "reference", node: set.resolve(node, $ref) } as const]),
    ...($dynamicRef === undefined ? [] : [{ kind: "reference", node: set.resolveDynamic(node, $dynamicRef) } as const]),
  ];

  const conditional = (node: SchemaNode): readonly Rule[] =>
    single(node, "if", (condition) => ({
      kind: "conditional",
      condition,
      met: ruleAt(node, "then"),
      unmet: ruleAt(node, "else"),
    }));

  const propertyRules = (node: SchemaNode, schema: SchemaObject): readonly Rule[] => {
    const required = new Set(schema.required);
    const described = Object.keys(schema.properties ?? {});
    const undescribed = [...required].filter((name) => !described.includes(name));
    return [
      ...undescribed.map((name): Rule => ({ kind: "property", name, required: true, rule: undefined })),
      ...described.map((name): Rule => ({
        kind: "property",
        name,
        required: required.has(name),
        rule: ruleOf(childOf(node, "properties", name)),
      })),
    ];
  };

  const objectRules = (node: SchemaNode, schema: SchemaObject): readonly Rule[] => {
    const patterns = Object.keys(schema.patternProperties ?? {});
    const named = Object.keys(schema.properties ?? {});
    return [
      ...propertyRules(node, schema),
      ...testRules(schema, "object", { constants }),
      ...dependentNames(node).map(needsRule),
      ...patterns.map((pattern): Rule => ({
        kind: "pattern-properties",
        pattern,
        regex: constants.regexOf(pattern),
        rule: ruleOf(childOf(node, "patternProperties", pattern)),
      })),
      ...single(node, "additionalProperties", (rule) => ({
        kind: "other-properties",
        named,
        patterns,
        regexes: patterns.map(constants.regexOf),
        rule,
      })),
      ...single(node, "propertyNames", (rule) => ({ kind: "property-names", rule })),
      ...dependentSchemas(node).map((dependent): Rule => ({
        kind: "dependent",
        name: dependent.name,
        rule: ruleOf(dependent.node),
      })),
      ...single(node, "unevaluatedProperties", (rule) => ({ kind: "unevaluated", of: "names", rule })),
    ];
  };

  const arrayRules = (node: SchemaNode, schema: SchemaObject): readonly Rule[] => {
    const { first, rest } = arrayShape(node);
    const { minContains: min = 1, maxContains: max } = schema;
    return [
      ...testRules(schema, "array", { constants }),
      ...first.map((place, index): Rule => ({ kind: "item", index, rule: ruleOf(place) })),
      ...(rest ? [{ kind: "items", from: first.length, rule: ruleOf(rest) } as const] : []),
      ...single(node, "contains", (rule) => ({ kind: "contains", rule, min, max })),
      ...single(node, "unevaluatedItems", (rule) => ({ kind: "unevaluated", of: "items", rule })),
    ];
  };

  const read = (node: SchemaNode): SchemaRule => {
    const schema = keywordsOf(node);
    if (!schema) return { node, types: undefined, general: [nothingPasses], byType: none };
    const tests = (type: GuardedType): readonly Rule[] => testRules(schema, type, { formats: set.formats, constants });
    return {
      node,
      types: typesOf(schema),
      general: [
        ...testRules(schema, "general", { constants }),
        ...references(node, schema),
        ...placesOf(node, "allOf").map((place): Rule => ({ kind: "also", rule: ruleOf(place) })),
        ...choice(node, "anyOf"),
        ...choice(node, "oneOf"),
        ...single(node, "not", (rule) => ({ kind: "not", rule })),
        ...conditional(node),
      ],
      byType: {
        object: objectRules(node, schema),
        array: arrayRules(node, schema),
        string: tests("string"),
        number: tests("number"),
      },
    };
  };

  const ruleOf = (place: SchemaNode): SchemaRule => {
    const node = set.enter(place);
    const key = keyOf(node);
    const rule = known.get(key) ?? read(node);
    known.set(key, rule);
    return rule;
  };

  return { ruleOf, constants: constants.declared };
};
