import { defineCommand } from "@email-events/cli";
import type { CommandIo } from "../terminal.ts";
import { createProblems } from "../report/problems.ts";
import { chooseMapStep } from "../judging/steps.ts";
import { fileArgument, mapConfigOption, mapOption, startLineOption, vocabularyOption } from "./inputs.ts";
import { loadMapperOptions } from "./load-mapper-options.ts";
import { nothing, runReadCommand } from "./read-command.ts";

/** `email-events map`: the semantic events to stdout as NDJSON, problems and a summary to stderr. */
export const mapCommand = defineCommand({
  name: "map",
  summary: "Write the semantic events that a source maps to",
  usage: "FILE [options]",
  inputs: {
    file: fileArgument,
    vocabulary: vocabularyOption("converts events to the API's spelling"),
    config: mapConfigOption,
    map: mapOption,
    "start-line": startLineOption,
  },
  examples: [
    "npx @email-events/relay map events.ndjson > semantic.ndjson",
    "curl -s https://example.com/events | npx @email-events/relay map -",
  ],
  run: async ({ file, vocabulary, config, map, "start-line": startLine }, io: CommandIo) => {
    const problems = createProblems(io.messages);
    const notes = createProblems(io.messages);
    const exitCode = await runReadCommand(
      {
        file,
        startLine,
        choice: chooseMapStep(vocabulary, await loadMapperOptions({ config, map, vocabulary }, io)),
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
    notes.finish("events with notes are passed on without these values.");
    return exitCode;
  },
});
