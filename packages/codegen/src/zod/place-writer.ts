import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import type { Code } from "./code.ts";

/** What the writers of all kinds of schemas share. */
export interface PlaceWriter {
  readonly set: SchemaSet;
  /** The code for a place that describes the same value. */
  readonly codeOf: (node: SchemaNode) => Code;
  /** The code for a place that describes a part of the value. */
  readonly partOf: (node: SchemaNode) => Code;
  /** The code for a place whose type doesn't matter, only whether values are valid. */
  readonly checkOf: (node: SchemaNode) => Code;
  /** The code for a reference to a declared place. */
  readonly refer: (to: SchemaNode) => Code;
  /** Whether a declared place contains itself, so that its schema has an output type and no shape. */
  readonly isRecursive: (node: SchemaNode) => boolean;
  /** The name of the schema of a declared place in the emitted file. */
  readonly nameOf: (node: SchemaNode) => string;
}
