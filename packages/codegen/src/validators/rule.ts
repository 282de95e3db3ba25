import type { Discriminator } from "../schema/discriminator.ts";
import type { JsonType, SchemaNode } from "../schema/json-schema.ts";

/** The types whose keywords only say something about values of that type. */
export type GuardedType = "object" | "array" | "string" | "number";

/** What one schema demands of a value: first a type, then what holds for any value, then what holds for its type. */
export interface SchemaRule {
  readonly node: SchemaNode;
  readonly types: readonly JsonType[] | undefined;
  readonly general: readonly Rule[];
  readonly byType: Readonly<Record<GuardedType, readonly Rule[]>>;
}

/** One demand. Predicate and issue collector are both printed from it, so that they can't disagree. */
export type Rule =
  | TestRule
  | { readonly kind: "reference"; readonly node: SchemaNode }
  | { readonly kind: "also"; readonly rule: SchemaRule }
  | {
      readonly kind: "property";
      readonly name: string;
      readonly required: boolean;
      readonly rule: SchemaRule | undefined;
    }
  | { readonly kind: "other-properties"; readonly named: readonly string[]; readonly rule: SchemaRule }
  | { readonly kind: "items"; readonly rule: SchemaRule }
  | { readonly kind: "choice"; readonly keyword: "anyOf" | "oneOf"; readonly branches: readonly SchemaRule[] }
  | TaggedRule;

/** A union whose branches are told apart by a tag. */
export interface TaggedRule {
  readonly kind: "tagged";
  readonly keyword: "anyOf" | "oneOf";
  readonly path: Discriminator["path"];
  readonly branches: readonly TaggedBranch[];
}

/** A demand that one JavaScript condition decides. */
export interface TestRule {
  readonly kind: "test";
  readonly keyword: string;
  /** The condition, as JavaScript, for the value that an expression stands for. */
  readonly condition: (value: string) => string;
  /** What is demanded, in words: `a string of at most 64 characters`. */
  readonly expected: string;
  /** The texts one of which was probably meant. */
  readonly meant?: readonly string[];
  /** Whether `undefined` fails it, so that a required property needs no check of its own. */
  readonly excludesUndefined?: boolean;
}

export interface TaggedBranch {
  readonly tags: readonly string[];
  readonly rule: SchemaRule;
}
