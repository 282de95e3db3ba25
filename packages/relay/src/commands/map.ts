import { defineCommand } from "citty";
import { checkArguments, valuesOf } from "./check-arguments.ts";
import type { CommandIo } from "../terminal.ts";
import { createProblems } from "../report/problems.ts";
import { readStartLine } from "./read-number.ts";
import { exampleSetting } from "./mapper-option-names.ts";
import { readMapperOptions } from "./read-mapper-options.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import { sourceVocabularyNames } from "../judging/mappings.ts";
import { chooseMapStep } from "../judging/steps.ts";
import { readFileArgument } from "./read-file-argument.ts";
import { nothing, runReadCommand } from "./read-command.ts";

const args = {
  file: { type: "positional", description: "File of events, or - for standard input", required: false },
  vocabulary: {
    type: "string",
    description: `${sourceVocabularyNames.join(" or ")}, otherwise detected; or semantic: only bring into the API's spelling`,
    valueHint: "NAME",
  },
  map: {
    type: "string",
    description: `Option of a mapping, such as ${exampleSetting()}; may be given several times`,
    valueHint: "VOCABULARY.OPTION=VALUE",
  },
  "start-line": { type: "string", description: "First line to read", valueHint: "N" },
} as const;

/** `email-events map`: the semantic events to stdout as NDJSON, problems and a summary to stderr. */
export const buildMapCommand = (io: CommandIo, exit: (code: number) => void) =>
  defineCommand({
    meta: { name: "email-events map", description: "Write the semantic events that a source maps to." },
    args,
    run: async (context) => {
      checkArguments("email-events map", context.rawArgs, args);
      const vocabulary = readVocabulary(context.args.vocabulary);
      const mapperOptions = readMapperOptions(valuesOf(context.rawArgs, args, "map"), vocabulary);
      const problems = createProblems(io.messages);
      const notes = createProblems(io.messages);
      const exitCode = await runReadCommand(
        {
          file: readFileArgument(context.args.file),
          startLine: readStartLine(context.args["start-line"]),
          choice: chooseMapStep(vocabulary, mapperOptions),
          word: "mapped",
          print: (event) => ({ json: event }),
          printNote: (note) => {
            notes.show({ ...note, status: "note" });
            return nothing;
          },
          printSetAside: (entry) => {
            problems.show(entry);
            return nothing;
          },
        },
        io,
      );
      problems.finish("email-events validate shows them all.");
      notes.finish("the events with notes went on.");
      exit(exitCode);
    },
  });
