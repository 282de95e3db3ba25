import { ForeignFilesError } from "../generate.ts";
import { SchemaError } from "../schema/schema-error.ts";

/** Whether an error speaks of what was given, so that its message says all: schemas, folders, files. */
export const isExpectedError = (error: unknown): error is Error =>
  error instanceof SchemaError || error instanceof ForeignFilesError || (error instanceof Error && "syscall" in error);
