import { findDiscriminator } from "../schema/discriminator.ts";
import { type JsonType, keyOf, type SchemaNode, type SchemaObject } from "../schema/json-schema.ts";
import { childOf, keywordsOf, type SchemaSet } from "../schema/schema-set.ts";
import type { GuardedType, Rule, SchemaRule } from "./rule.ts";
import { testRules } from "./test-rules.ts";

/** Reads schemas into rules, each place once. */
export interface RuleReader {
  readonly ruleOf: (node: SchemaNode) => SchemaRule;
}

const nothingPasses: Rule = {
  kind: "test",
  keyword: "false",
  condition: () => "false",
  expected: "nothing at all",
  excludesUndefined: true,
};

const none: SchemaRule["byType"] = { object: [], array: [], string: [], number: [] };

const typesOf = ({ type }: SchemaObject): readonly JsonType[] | undefined => (typeof type === "string" ? [type] : type);

export const createRuleReader = (set: SchemaSet): RuleReader => {
  const known = new Map<string, SchemaRule>();

  const list = (node: SchemaNode, keyword: "allOf" | "anyOf" | "oneOf"): readonly SchemaRule[] =>
    (keywordsOf(node)?.[keyword] ?? []).map((_, index) => ruleOf(childOf(node, keyword, index)));

  const choice = (node: SchemaNode, keyword: "anyOf" | "oneOf"): readonly Rule[] => {
    const branches = list(node, keyword);
    if (branches.length === 0) return [];
    const discriminator = findDiscriminator(set, node);
    if (!discriminator) return [{ kind: "choice", keyword, branches }];
    const tagged = discriminator.branches.map(({ tags }, index) => ({ tags, rule: branches[index]! }));
    return [{ kind: "tagged", keyword, path: discriminator.path, branches: tagged }];
  };

  const reference = (node: SchemaNode, ref: string | undefined): readonly Rule[] =>
    ref === undefined ? [] : [{ kind: "reference", node: set.resolve(node, ref) }];

  const objectRules = (node: SchemaNode, schema: SchemaObject): readonly Rule[] => {
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
      ...(schema.additionalProperties === undefined
        ? []
        : [
            {
              kind: "other-properties",
              named: described,
              rule: ruleOf(childOf(node, "additionalProperties")),
            } as const,
          ]),
    ];
  };

  const itemRules = (node: SchemaNode, schema: SchemaObject): readonly Rule[] =>
    schema.items === undefined ? [] : [{ kind: "items", rule: ruleOf(childOf(node, "items")) }];

  const read = (node: SchemaNode): SchemaRule => {
    const schema = keywordsOf(node);
    if (!schema) return { node, types: undefined, general: [nothingPasses], byType: none };
    const tests = (type: GuardedType): readonly Rule[] => testRules(schema, type);
    return {
      node,
      types: typesOf(schema),
      general: [
        ...testRules(schema, "general"),
        ...reference(node, schema.$ref),
        ...list(node, "allOf").map((rule): Rule => ({ kind: "also", rule })),
        ...choice(node, "anyOf"),
        ...choice(node, "oneOf"),
      ],
      byType: {
        object: objectRules(node, schema),
        array: [...tests("array"), ...itemRules(node, schema)],
        string: tests("string"),
        number: tests("number"),
      },
    };
  };

  const ruleOf = (node: SchemaNode): SchemaRule => {
    const key = keyOf(node);
    const rule = known.get(key) ?? read(node);
    known.set(key, rule);
    return rule;
  };

  return { ruleOf };
};
