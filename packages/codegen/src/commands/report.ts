import { choice, withDefault } from "@email-events/cli";
import {
  type Audience,
  type Change,
  locateChanges,
  printReport,
  type ReportFormat,
  reportFormats,
  reportValue,
} from "@email-events/schema-diff";
import type { Output } from "../terminal.ts";
import { isExpectedError, linesOf } from "./expected-error.ts";

/** `--format`. */
export const formatInput = withDefault(choice("FORMAT", reportFormats, "format of the report"), "text");

interface Report {
  readonly changes: readonly Change[];
  /** The folders in whose files the changes are found: the new one first. */
  readonly folders: readonly string[];
  readonly audience: Audience;
  readonly isWhole: boolean;
  /** More fields of the JSON value. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Prints changes in one of the formats. */
export const report = async (output: Output, format: ReportFormat, options: Report): Promise<void> => {
  const { audience, isWhole, more = {} } = options;
  const located = await locateChanges(options.changes, options.folders);
  if (format === "json") output.json({ ...reportValue(located, audience), ...more });
  else printReport(located, { audience, format, isWhole }).forEach(output.out);
};

/** Returns the lines of an error that is about unreadable schemas; `undefined` for other errors. */
export const unreadable = (error: unknown): readonly string[] | undefined => {
  // The depth of each document is checked, but not that of a chain of references.
  if (error instanceof RangeError && error.message.includes("call stack"))
    return ["These schemas are too deep to be compared."];
  return isExpectedError(error) ? linesOf(error) : undefined;
};
