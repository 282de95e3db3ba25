/** The seven types of JSON Schema. */
export type JsonType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** A schema that has passed the checks of `check-schema.ts`. */
export type JsonSchema = boolean | SchemaObject;

type SchemaMap = Readonly<Record<string, JsonSchema>>;

/** A schema that isn't `true` or `false`, by its keywords. */
export interface SchemaObject {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $anchor?: string;
  readonly $dynamicAnchor?: string;
  readonly $ref?: string;
  readonly $dynamicRef?: string;
  readonly $defs?: SchemaMap;
  readonly definitions?: SchemaMap;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly examples?: readonly unknown[];
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly additionalProperties?: JsonSchema;
  readonly unevaluatedProperties?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: SchemaMap;
  /** Draft-07: what 2020-12 calls `dependentRequired` and `dependentSchemas`. */
  readonly dependencies?: Readonly<Record<string, JsonSchema | readonly string[]>>;
  readonly prefixItems?: readonly JsonSchema[];
  /** An array of schemas only in draft-07, where it means `prefixItems`. */
  readonly items?: JsonSchema | readonly JsonSchema[];
  /** Draft-07: the items after an array of `items`. */
  readonly additionalItems?: JsonSchema;
  readonly unevaluatedItems?: JsonSchema;
  readonly contains?: JsonSchema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  readonly contentSchema?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

/** One place in one schema file. */
export interface SchemaNode {
  /** Path of the file inside the schema folder, with `/`; the address of a document outside the folder. */
  readonly file: string;
  /** JSON Pointer of the place inside the file. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  /** The dynamic scope in which evaluation reaches this place. */
  readonly scope?: DynamicScope;
}

/** The outermost place of each `$dynamicAnchor` on the evaluation path. */
export interface DynamicScope {
  /** Equal for equal scopes. */
  readonly key: string;
  readonly anchors: ReadonlyMap<string, SchemaNode>;
}

/** A key for a place: its file and pointer. */
export const placeOf = (node: Pick<SchemaNode, "file" | "pointer">): string => `${node.file}#${node.pointer}`;

/** A key for what a place means: a place with several meanings, through `$dynamicRef`, has a key for each. */
export const keyOf = (node: SchemaNode): string =>
  node.scope === undefined ? placeOf(node) : `${placeOf(node)} in ${node.scope.key}`;
