import { argument, choice, number, required, text } from "@email-events/cli";
import type { Vocabulary } from "../judging/vocabulary.ts";

const vocabularies: readonly Vocabulary[] = ["airship", "bulk-tracking", "semantic"];

const expectedFile = "a file of events, or - for standard input";

/** `FILE`: what a command reads. */
export const fileArgument = argument(required(text("FILE", expectedFile)));

/** `--from`: what the relay reads. */
export const fromOption = required(text("FILE", expectedFile));

/**
 * `--vocabulary`.
 *
 * @param semantic - What the command does with semantic events, for help.
 */
export const vocabularyOption = (semantic: string) =>
  choice("NAME", vocabularies, `vocabulary of the events, otherwise detected; semantic ${semantic}`);

/** `--start-line`. */
export const startLineOption = number("N", { least: 1 }, "first line to read, to resume a run that ended early");
