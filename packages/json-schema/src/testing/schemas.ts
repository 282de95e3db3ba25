import { createSchemaSet, type SchemaSet, type SchemaSetOptions } from "../schema-set.ts";
import { SchemaError } from "../schema-error.ts";

/** A schema set of some documents, by their files. */
export const setOf = (documents: Readonly<Record<string, unknown>>, options?: SchemaSetOptions): SchemaSet =>
  createSchemaSet(new Map(Object.entries(documents)), options);

/** A schema set of one document, `thing.schema.json`. */
export const setOfOne = (schema: unknown, options?: SchemaSetOptions): SchemaSet =>
  setOf({ "thing.schema.json": schema }, options);

/** What something throws, when that is a refused schema. */
export const refusalOf = (action: () => unknown): SchemaError | undefined => {
  try {
    action();
  } catch (error) {
    if (error instanceof SchemaError) return error;
    throw error;
  }
  return undefined;
};
