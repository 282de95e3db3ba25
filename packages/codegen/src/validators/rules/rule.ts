import type { Discriminator, JsonType, SchemaNode } from "@email-events/json-schema";
import type { Source } from "../../source-text/source.ts";

/** The types whose keywords only say something about values of that type. */
export type GuardedType = "object" | "array" | "string" | "number";

/** What one schema demands of a value: first a type, then what holds for any value, then what holds for its type. */
export interface SchemaRule {
  readonly node: SchemaNode;
  readonly types: readonly JsonType[] | undefined;
  readonly general: readonly Rule[];
  readonly byType: Readonly<Record<GuardedType, readonly Rule[]>>;
}

/** Each kind of demand, by its name. */
interface RuleKinds {
  /** A demand that one JavaScript condition decides. */
  readonly test: TestRule;
  readonly reference: { readonly node: SchemaNode };
  /** `allOf`: a further schema for the same value. */
  readonly also: { readonly rule: SchemaRule };
  readonly not: { readonly rule: SchemaRule };
  readonly choice: { readonly keyword: "anyOf" | "oneOf"; readonly branches: readonly SchemaRule[] };
  /** A union whose branches are told apart by a tag. */
  readonly tagged: {
    readonly keyword: "anyOf" | "oneOf";
    readonly path: Discriminator["path"];
    readonly branches: readonly TaggedBranch[];
  };
  readonly conditional: {
    readonly condition: SchemaRule;
    readonly met: SchemaRule | undefined;
    readonly unmet: SchemaRule | undefined;
  };
  readonly property: { readonly name: string; readonly required: boolean; readonly rule: SchemaRule | undefined };
  readonly "pattern-properties": { readonly pattern: string; readonly regex: Source; readonly rule: SchemaRule };
  /** `additionalProperties`: every property that is neither named nor matched. */
  readonly "other-properties": {
    readonly named: readonly string[];
    readonly patterns: readonly string[];
    /** The constants of emitted code that hold these patterns. */
    readonly regexes: readonly Source[];
    readonly rule: SchemaRule;
  };
  readonly "property-names": { readonly rule: SchemaRule };
  /** A schema for the whole object that counts when a property is there. */
  readonly dependent: { readonly name: string; readonly rule: SchemaRule };
  /** One of the first items. */
  readonly item: { readonly index: number; readonly rule: SchemaRule };
  /** Every item from one on. */
  readonly items: { readonly from: number; readonly rule: SchemaRule };
  readonly contains: { readonly rule: SchemaRule; readonly min: number; readonly max: number | undefined };
  /** Whatever no other demand of the same schema has looked at. */
  readonly unevaluated: { readonly of: Evaluated; readonly rule: SchemaRule };
}

/** What `unevaluatedProperties` and `unevaluatedItems` ask about. */
export type Evaluated = "names" | "items";

export type RuleKind = keyof RuleKinds;

/** A demand of one kind. */
export type RuleOf<Kind extends RuleKind> = RuleKinds[Kind] & { readonly kind: Kind };

/** One demand. */
export type Rule = { readonly [Kind in RuleKind]: RuleOf<Kind> }[RuleKind];

/** One function for each kind of demand. */
export type RuleTable<Context, Result> = {
  readonly [Kind in RuleKind]: (part: RuleOf<Kind>, context: Context) => Result;
};

/** Looks a demand up in a table of its kinds. */
export const visitRule = <Context, Result>(table: RuleTable<Context, Result>, part: Rule, context: Context): Result => {
  const visit = table[part.kind] as (part: Rule, context: Context) => Result;
  return visit(part, context);
};

export interface TestRule {
  readonly keyword: string;
  /** The condition for the value that an expression stands for. */
  readonly condition: (value: Source) => Source;
  /** What is demanded, in words (`a string of at most 64 characters`), or all values that pass. */
  readonly expected: string | readonly unknown[];
}

export interface TaggedBranch {
  readonly tags: readonly string[];
  readonly rule: SchemaRule;
}

const inside: RuleTable<undefined, readonly SchemaRule[]> = {
  test: () => [],
  reference: () => [],
  also: ({ rule }) => [rule],
  not: ({ rule }) => [rule],
  choice: ({ branches }) => branches,
  tagged: ({ branches }) => branches.map((branch) => branch.rule),
  conditional: ({ condition, met, unmet }) => [condition, met, unmet].filter((rule) => rule !== undefined),
  property: ({ rule }) => (rule ? [rule] : []),
  "pattern-properties": ({ rule }) => [rule],
  "other-properties": ({ rule }) => [rule],
  "property-names": ({ rule }) => [rule],
  dependent: ({ rule }) => [rule],
  item: ({ rule }) => [rule],
  items: ({ rule }) => [rule],
  contains: ({ rule }) => [rule],
  unevaluated: ({ rule }) => [rule],
};

/** Returns the rule of a schema, wherever it stands: the same one each time. */
export type ReadRule = (node: SchemaNode) => SchemaRule;

/** The schemas inside a demand; of a reference, none. */
export const rulesInside = (part: Rule): readonly SchemaRule[] => visitRule(inside, part, undefined);

/** Every demand of a schema. */
export const demandsOf = (rule: SchemaRule): readonly Rule[] => [...rule.general, ...Object.values(rule.byType).flat()];
