import { defineCommand } from "citty";
import { checkArguments } from "../check-arguments.ts";
import type { Io } from "../io.ts";
import { createProblems } from "../problems.ts";
import { readVocabulary } from "../read-vocabulary.ts";
import { buildMapSteps, chooseFrom } from "../steps.ts";
import { readFileArgument } from "./read-file-argument.ts";
import { runReadCommand } from "./read-command.ts";

const args = {
  file: { type: "positional", description: "File of events, or - for standard input", required: false },
  vocabulary: { type: "string", description: "airship or bulk-tracking; told from the first event", valueHint: "NAME" },
} as const;

/** `email-events map`: the semantic events to stdout as NDJSON, problems and a summary to stderr. */
export const buildMapCommand = (io: Io, exit: (code: number) => void) =>
  defineCommand({
    meta: { name: "email-events map", description: "Write the semantic events that a source maps to." },
    args,
    run: async (context) => {
      checkArguments("email-events map", context.rawArgs, args);
      const file = readFileArgument(context.args.file);
      const problems = createProblems(io.stderr);
      const choose = chooseFrom(buildMapSteps(), readVocabulary(context.args.vocabulary, ["airship", "bulk-tracking"]));
      const exitCode = await runReadCommand(
        {
          file,
          choose,
          word: "mapped",
          print: (event) => `${JSON.stringify(event)}\n`,
          printSetAside: (entry) => {
            problems.show(entry);
            return "";
          },
        },
        io,
      );
      problems.finish("email-events validate shows them all.");
      exit(exitCode);
    },
  });
