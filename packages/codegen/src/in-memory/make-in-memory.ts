import { createSchemaSet, type SchemaNode } from "@email-events/json-schema";
import { runValidators, type Validator } from "../interpreter/run-validator.ts";
import { refusalOf } from "../refusal-of.ts";
import { printTypes } from "../types/print-types.ts";

/** What is generated from schemas, without files. */
export interface InMemory {
  /** What `types.ts` declares, before it is formatted. */
  readonly declarations: string;
  /** What stands above: the banner. */
  readonly head: string;
  /** Each root with the name of its type. */
  readonly roots: readonly { readonly node: SchemaNode; readonly name: string; readonly validator: Validator }[];
  /** Notes on the schemas, one sentence each. */
  readonly notes: readonly string[];
}

type Documents = ReadonlyMap<string, unknown>;

const make = (documents: Documents, library: Documents): InMemory => {
  const set = createSchemaSet(documents, { library });
  const validatorOf = runValidators(set);
  const roots = set.roots.map((node) => ({ node, name: set.nameOf(node), validator: validatorOf(node) }));
  return { ...printTypes(set), roots, notes: set.notes };
};

/**
 * Generates types and validators from documents, as `generate` does with its default options, and runs the validators in
 * an interpreter. Nothing is read or written, and no code is evaluated, so that it also runs in a browser.
 *
 * @param documents as `readSchemaText` returns them
 * @param library the same, what they refer to
 * @throws SchemaError for a refused schema, SchemaErrors for several
 */
export const makeInMemory = (documents: Documents, library: Documents = new Map()): InMemory => {
  try {
    return make(documents, library);
  } catch (error) {
    const [file = ""] = documents.keys();
    throw refusalOf(file, error);
  }
};
