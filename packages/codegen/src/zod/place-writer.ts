import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import type { Code } from "./layout.ts";

/** What the writer of one kind of schema needs of the others. */
export interface PlaceWriter {
  readonly set: SchemaSet;
  /** The code for a place. */
  readonly codeOf: (node: SchemaNode) => Code;
  /** Whether a declared place contains itself, so that its schema is known by its output alone and has no shape. */
  readonly isRecursive: (node: SchemaNode) => boolean;
  /** What the schema of a declared place is called in the emitted file. */
  readonly nameOf: (node: SchemaNode) => string;
}
