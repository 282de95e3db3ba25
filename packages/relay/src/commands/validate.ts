import { defineCommand } from "@email-events/cli";
import { formatSetAside } from "../report/format-set-aside.ts";
import type { CommandIo } from "../terminal.ts";
import { validateSteps } from "../judging/steps.ts";
import { vocabularyNames } from "@email-events/diagnose/sources";
import { fileArgument, startLineOption, vocabularyOption } from "./inputs.ts";
import { nothing, runReadCommand } from "./read-command.ts";

/** `email-events validate`: an issue a line to stdout, a summary to stderr. */
export const validateCommand = defineCommand({
  name: "validate",
  summary: "Show what is wrong with events",
  usage: "FILE [options]",
  inputs: {
    file: fileArgument,
    vocabulary: vocabularyOption("validates mapped events"),
    "start-line": startLineOption,
  },
  examples: [
    "npx @email-events/relay validate events.ndjson",
    `npx @email-events/relay validate events.ndjson.gz --vocabulary ${vocabularyNames[0]} --start-line 1207`,
  ],
  run: ({ file, vocabulary, "start-line": startLine }, io: CommandIo) =>
    runReadCommand(
      {
        file,
        startLine,
        choice: { steps: validateSteps, named: vocabulary },
        word: "valid",
        print: () => nothing,
        printNote: (note) => ({ lines: formatSetAside({ ...note, status: "note" }) }),
        printSetAside: (entry) => ({ lines: formatSetAside(entry) }),
      },
      io,
    ),
});
