import { defineCommand } from "citty";
import { checkArguments } from "./check-arguments.ts";
import { formatSetAside } from "../report/format-set-aside.ts";
import type { CommandIo } from "../terminal.ts";
import { readStartLine } from "./read-number.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import { vocabularyNames } from "../judging/vocabulary.ts";
import { validateSteps } from "../judging/steps.ts";
import { readFileArgument } from "./read-file-argument.ts";
import { nothing, runReadCommand } from "./read-command.ts";

const args = {
  file: { type: "positional", description: "File of events, or - for standard input", required: false },
  vocabulary: {
    type: "string",
    description: `${vocabularyNames.join(" or ")}; otherwise detected`,
    valueHint: "NAME",
  },
  "start-line": { type: "string", description: "First line to read", valueHint: "N" },
} as const;

/** `email-events validate`: an issue a line to stdout, a summary to stderr. */
export const buildValidateCommand = (io: CommandIo, exit: (code: number) => void) =>
  defineCommand({
    meta: { name: "email-events validate", description: "Say what is wrong with events." },
    args,
    run: async (context) => {
      checkArguments("email-events validate", context.rawArgs, args);
      const exitCode = await runReadCommand(
        {
          file: readFileArgument(context.args.file),
          startLine: readStartLine(context.args["start-line"]),
          choice: { steps: validateSteps, named: readVocabulary(context.args.vocabulary) },
          word: "valid",
          print: () => nothing,
          printNote: (note) => ({ lines: formatSetAside({ ...note, status: "note" }) }),
          printSetAside: (entry) => ({ lines: formatSetAside(entry) }),
        },
        io,
      );
      exit(exitCode);
    },
  });
