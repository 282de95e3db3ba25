import { isBreakingFor } from "../classify-change.ts";
import { type Audience, bumpFor, type LocatedChange } from "./located-change.ts";
import { printGithub } from "./print-github.ts";
import { printMarkdown } from "./print-markdown.ts";
import { printText } from "./print-text.ts";
import { summarize } from "./summarize.ts";

/** How changes are written. */
export const reportFormats = ["text", "json", "markdown", "github"] as const;

/** One of the ways to write changes. */
export type ReportFormat = (typeof reportFormats)[number];

/** What a report is about, and how it is written. */
export interface ReportOptions {
  readonly audience: Audience;
  readonly format: Exclude<ReportFormat, "json">;
  /** Whether changes of words are listed however many there are. */
  readonly isWhole: boolean;
}

/** Writes changes as lines. */
export const printReport = (changes: readonly LocatedChange[], options: ReportOptions): readonly string[] => {
  const { audience, format, isWhole } = options;
  if (format === "markdown") return printMarkdown(changes, audience);
  return format === "github" ? printGithub(changes, audience) : printText(changes, audience, isWhole);
};

/** Changes as a value for programs; each bump is that which the audience asks for. */
export const reportValue = (changes: readonly LocatedChange[], audience: Audience) => ({
  role: audience,
  breakingFor: changes.some((change) => isBreakingFor(change, audience)),
  bump: summarize(changes, audience).bump ?? "none",
  changes: changes.map((change) => ({ ...change, bump: bumpFor(change, audience) })),
});
