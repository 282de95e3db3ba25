import { defineCommand } from "citty";
import { checkArguments, UsageError } from "../check-arguments.ts";
import type { CommandIo } from "../io.ts";
import { readNumber } from "../read-number.ts";
import { defaultVocabulary, findGenerator, vocabularyNames } from "../vocabulary-names.ts";

const args = {
  vocabulary: {
    type: "string",
    description: vocabularyNames.join(" or "),
    default: defaultVocabulary,
    valueHint: "NAME",
  },
  count: { type: "string", description: "How many events", default: "1000", valueHint: "N" },
  seed: { type: "string", description: "Decides every event", default: "1", valueHint: "N" },
} as const;

/** A reader that has had enough (`| head`) and a user who has (Ctrl-C) are no failures. */
const isEnough = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "ABORT_ERR");

/** `email-events-sandbox generate`: writes events as NDJSON, as fast as the reader takes them. */
export const buildGenerateCommand = ({ terminal, signal }: CommandIo) =>
  defineCommand({
    meta: { name: "email-events-sandbox generate", description: "Write generated events to stdout as NDJSON." },
    args,
    run: async (context) => {
      checkArguments("email-events-sandbox generate", context.rawArgs, args);
      const generate = findGenerator(context.args.vocabulary);
      if (generate === undefined) throw new UsageError(`Give --vocabulary ${vocabularyNames.join(" or ")}.`);
      const count = readNumber("--count", context.args.count, Number.MAX_SAFE_INTEGER);
      const seed = readNumber("--seed", context.args.seed, 0xffff_ffff);
      try {
        await terminal.jsonLines(generate({ seed, count }), signal);
      } catch (error) {
        if (!isEnough(error)) throw error;
      }
    },
  });
