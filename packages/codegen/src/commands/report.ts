import { printable } from "@email-events/json-schema";
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
import { UsageError } from "./command.ts";
import { isExpectedError, linesOf } from "./expected-error.ts";

/** Reads `--format`. */
export const readFormat = (text: string): ReportFormat => {
  const format = reportFormats.find((known) => known === text);
  if (format === undefined)
    throw new UsageError(`--format is one of ${reportFormats.join(", ")}, not "${printable(text, 200)}".`);
  return format;
};

interface Report {
  readonly changes: readonly Change[];
  /** The folders in whose files the changes are found: the new one first. */
  readonly folders: readonly string[];
  readonly audience: Audience;
  readonly isWhole: boolean;
  /** What is told beside the changes: as fields of the JSON value. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Prints changes in one of the formats. */
export const report = async (output: Output, format: ReportFormat, options: Report): Promise<void> => {
  const { audience, isWhole, more = {} } = options;
  const located = await locateChanges(options.changes, options.folders);
  if (format === "json") output.json({ ...reportValue(located, audience), ...more });
  else printReport(located, { audience, format, isWhole }).forEach(output.out);
};

/** What is wrong with the schemas, line by line, when that is what an error is about. */
export const unreadable = (error: unknown): readonly string[] | undefined => {
  // Each document is checked for its depth; references can still lead deeper and deeper.
  if (error instanceof RangeError && error.message.includes("call stack"))
    return ["These schemas are too deep to be compared."];
  return isExpectedError(error) ? linesOf(error) : undefined;
};
