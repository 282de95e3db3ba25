import { GivenPathError, SchemaError } from "@email-events/json-schema";
import { FoldersError } from "./output/folders-error.ts";

/**
 * Turns an error into a SchemaError about the schemas as a whole. A SchemaError, a FoldersError and what isn't an Error
 * are returned unchanged.
 */
export const refusalOf = (schemas: string, error: unknown): unknown => {
  if (error instanceof SchemaError || error instanceof FoldersError || !(error instanceof Error)) return error;
  // References can follow each other deeper than the stack, and tuples in tuples can grow beyond any text.
  const problem =
    error instanceof RangeError
      ? "these schemas together are too deep or too large"
      : "these schemas can't be generated from, which is a defect of email-events-codegen; please report it";
  return new GivenPathError(schemas, `${problem}: ${error.message}`, { cause: error });
};
