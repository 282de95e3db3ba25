import { createSchemaSet, type SchemaSet } from "../schema-set.ts";
import type { SchemaSetOptions } from "../schema-set-options.ts";
import { SchemaError } from "../schema-error.ts";

/** Creates a schema set of some documents, by file. */
export const setOf = (documents: Readonly<Record<string, unknown>>, options?: SchemaSetOptions): SchemaSet =>
  createSchemaSet(new Map(Object.entries(documents)), options);

/** A schema set of one document, `thing.schema.json`. */
export const setOfOne = (schema: unknown, options?: SchemaSetOptions): SchemaSet =>
  setOf({ "thing.schema.json": schema }, options);

/** The SchemaError that a function throws; `undefined` if it throws none. */
export const refusalOf = (action: () => unknown): SchemaError | undefined => {
  try {
    action();
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
  return undefined;
};
