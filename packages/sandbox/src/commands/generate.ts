import { choice, defineCommand, number, withDefault } from "@email-events/cli";
import type { CommandIo } from "../io.ts";
import { defaultVocabulary, findGenerator, vocabularyNames } from "../vocabulary-names.ts";

/**
 * Whether the output ended early: by Ctrl-C and a reader that went away (`| head`), which are no failures, or by an error of
 * standard output, which the program reports.
 */
const isEndOfOutput = (error: unknown): boolean => error instanceof Error && "code" in error;

/** `email-events-sandbox generate`: writes events as NDJSON, at the pace of the reader. */
export const generateCommand = defineCommand({
  name: "generate",
  summary: "Write generated events to standard output as NDJSON",
  usage: "[options]",
  inputs: {
    vocabulary: withDefault(choice("NAME", vocabularyNames, "vocabulary of the events"), defaultVocabulary),
    count: withDefault(number("N", { least: 0 }, "number of events"), "1000"),
    seed: withDefault(number("N", { least: 0, most: 0xffff_ffff }, "the same seed gives the same events"), "1"),
  },
  examples: [
    "npx @email-events/sandbox generate --count 1000 > events.ndjson",
    `npx @email-events/sandbox generate --vocabulary ${vocabularyNames.at(-1)} --seed 7 | npx @email-events/relay validate -`,
  ],
  run: async ({ vocabulary, count, seed }, { terminal, signal }: CommandIo) => {
    try {
      await terminal.jsonLines(findGenerator(vocabulary)?.({ seed, count }) ?? [], signal);
    } catch (error) {
      if (!isEndOfOutput(error)) throw error;
    }
    return 0;
  },
});
