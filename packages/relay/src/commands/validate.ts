import { defineCommand } from "citty";
import { checkArguments } from "../check-arguments.ts";
import { formatSetAside } from "../format-set-aside.ts";
import type { Io } from "../io.ts";
import { readVocabulary } from "../read-vocabulary.ts";
import { chooseFrom, validateSteps } from "../steps.ts";
import { readFileArgument } from "./read-file-argument.ts";
import { runReadCommand } from "./read-command.ts";

const args = {
  file: { type: "positional", description: "File of events, or - for standard input", required: false },
  vocabulary: {
    type: "string",
    description: "airship, bulk-tracking or semantic; told from the first event",
    valueHint: "NAME",
  },
} as const;

/** `email-events validate`: an issue a line to stdout, a summary to stderr. */
export const buildValidateCommand = (io: Io, exit: (code: number) => void) =>
  defineCommand({
    meta: { name: "email-events validate", description: "Say what is wrong with events." },
    args,
    run: async (context) => {
      checkArguments("email-events validate", context.rawArgs, args);
      const file = readFileArgument(context.args.file);
      const vocabulary = readVocabulary(context.args.vocabulary, ["airship", "bulk-tracking", "semantic"]);
      const choose = chooseFrom(validateSteps, vocabulary);
      exit(await runReadCommand({ file, choose, word: "valid", print: () => "", printSetAside: formatSetAside }, io));
    },
  });
