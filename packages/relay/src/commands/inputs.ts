import { argument, choice, number, repeated, required, text } from "@email-events/cli";
import { vocabularyNames } from "@email-events/diagnose/sources";
import { exampleSetting } from "./mapper-option-names.ts";

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
  choice("NAME", vocabularyNames, `vocabulary of the events, otherwise detected; semantic ${semantic}`);

/** `--start-line`. */
export const startLineOption = number("N", { least: 1 }, "first line to read, to resume a run that ended early");

/** `--map`: read by `readMapperOptions`, which needs the vocabulary as well. */
export const mapOption = repeated(text("VOCABULARY.OPTION=VALUE", `option of a mapping, such as ${exampleSetting()}`));
