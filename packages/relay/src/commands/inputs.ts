import { argument, choice, type Input, number, repeated, required, text, UsageError } from "@email-events/cli";
import { vocabularyNames } from "@email-events/diagnose/sources";
import { exampleSetting } from "./mapper-option-names.ts";

const expectedFile = "a file of events, or - for standard input";

/** `FILE`: what a command reads. */
export const fileArgument = argument(required(text("FILE", expectedFile)));

const oneFile = required(text("FILE", expectedFile));

/** `--from`: what the relay reads. If the last of several files counted, the events of the others would be missed. */
export const fromOption: Input<string> = {
  ...oneFile,
  read: (given) => {
    if (new Set(given.texts).size < 2) return oneFile.read(given);
    throw new UsageError(
      `${given.name} takes one file; join several: cat FILE FILE | email-events relay ${given.name} -`,
    );
  },
};

/**
 * `--vocabulary`.
 *
 * @param semantic - What the command does with semantic events, for help.
 */
export const vocabularyOption = (semantic: string) =>
  choice("NAME", vocabularyNames, `vocabulary of the events, otherwise detected; semantic ${semantic}`);

/** `--start-line`. */
export const startLineOption = number("N", { least: 1 }, "first line to read, to resume a run that ended early");

/** `--config` of a command that takes the mapping of a run from it, and nothing else. */
export const mapConfigOption = text(
  "FILE",
  "configuration file of a run, of which only map counts; --map overrides it",
);

/** `--map`: read by `readMapperOptions`, which needs the vocabulary as well. */
export const mapOption = repeated(text("VOCABULARY.OPTION=VALUE", `option of a mapping, such as ${exampleSetting()}`));
