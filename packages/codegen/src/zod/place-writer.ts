import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import type { Code } from "./code.ts";

/** What the writer of one kind of schema needs of the others. */
export interface PlaceWriter {
  readonly set: SchemaSet;
  /** The code for a place that describes the same value. */
  readonly codeOf: (node: SchemaNode) => Code;
  /** The code for a place that describes a part of the value, with a type of its own. */
  readonly partOf: (node: SchemaNode) => Code;
  /** The code for a place whose type doesn't matter: a value fits it or it doesn't. */
  readonly checkOf: (node: SchemaNode) => Code;
  /** The code for a reference to a declared place. */
  readonly refer: (to: SchemaNode) => Code;
  /** Whether a declared place contains itself, so that its schema is known by its output alone and has no shape. */
  readonly isRecursive: (node: SchemaNode) => boolean;
  /** What the schema of a declared place is called in the emitted file. */
  readonly nameOf: (node: SchemaNode) => string;
}
