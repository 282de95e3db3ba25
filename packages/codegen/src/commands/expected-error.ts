import { SchemaError } from "@email-events/json-schema";
import { ForeignFilesError } from "../generate.ts";
import { refusalLines } from "./refusal-lines.ts";

/** What is wrong with a path, by the code of the system's error. */
const systemProblems: ReadonlyMap<unknown, string> = new Map([
  ["EACCES", "can't be used: permission is denied"],
  ["EEXIST", "is there already, and isn't a folder"],
  ["EISDIR", "is a folder, not a file"],
  ["ELOOP", "is a circular link"],
  ["ENOENT", "isn't there"],
  ["ENOSPC", "can't be written: the disk is full"],
  ["ENOTDIR", "isn't a folder"],
  ["EPERM", "can't be used: permission is denied"],
  ["EROFS", "can't be written: the file system is read-only"],
]);

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;

/** Whether an error is about the given schemas, folders or files, so that its message is all a user needs. */
export const isExpectedError = (error: unknown): error is Error =>
  error instanceof SchemaError || error instanceof ForeignFilesError || isSystemError(error);

/** Returns the lines that an expected error prints. */
export const linesOf = (error: Error): readonly string[] => {
  if (error instanceof SchemaError) return refusalLines(error);
  if (!isSystemError(error) || error.path === undefined) return [error.message];
  const problem = systemProblems.get(error.code);
  return [problem === undefined ? error.message : `${error.path} ${problem}`];
};
