import { printable } from "@email-events/json-schema";
import { isBreakingFor } from "../classify-change.ts";
import { type Audience, bumpFor, type LocatedChange } from "./located-change.ts";
import { printGithub } from "./print-github.ts";
import { printMarkdown } from "./print-markdown.ts";
import { printText } from "./print-text.ts";
import { summarize } from "./summarize.ts";

/** The formats of a report. */
export const reportFormats = ["text", "json", "markdown", "github"] as const;

/** A format of a report. */
export type ReportFormat = (typeof reportFormats)[number];

/** The role that a report is for, and its format. */
export interface ReportOptions {
  readonly audience: Audience;
  readonly format: Exclude<ReportFormat, "json">;
  /** Whether all patches are listed, however many there are. */
  readonly isWhole: boolean;
}

const linesOf = (
  changes: readonly LocatedChange[],
  { audience, format, isWhole }: ReportOptions,
): readonly string[] => {
  if (format === "markdown") return printMarkdown(changes, audience);
  return format === "github" ? printGithub(changes, audience) : printText(changes, audience, isWhole);
};

/** Returns a report as lines, without characters of a schema that a terminal acts on. */
export const printReport = (changes: readonly LocatedChange[], options: ReportOptions): readonly string[] =>
  linesOf(changes, options).map((line) => printable(line, line.length));

/** Returns a report as a JSON value; bumps are those for the audience. */
export const reportValue = (changes: readonly LocatedChange[], audience: Audience) => ({
  role: audience,
  breakingFor: changes.some((change) => isBreakingFor(change, audience)),
  bump: summarize(changes, audience).bump ?? "none",
  changes: changes.map((change) => ({ ...change, bump: bumpFor(change, audience) })),
});
