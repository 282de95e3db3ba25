/** The seven types of JSON Schema 2020-12. */
export type JsonType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** A schema whose keywords have passed the checks of `schema-set.ts`. */
export type JsonSchema = boolean | SchemaObject;

export interface SchemaObject {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly $schema?: string;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly examples?: readonly unknown[];
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One place in one schema file. */
export interface SchemaNode {
  /** Path of the file inside the schema folder, with `/`. */
  readonly file: string;
  /** JSON Pointer of the place inside the file. */
  readonly pointer: string;
  readonly schema: JsonSchema;
}

/** An identity for a place, equal for equal places. */
export const keyOf = (node: SchemaNode): string => `${node.file}#${node.pointer}`;
