import { defineCommand } from "citty";
import { checkArguments, UsageError } from "../check-arguments.ts";
import { generateAirshipEvents } from "../generate-airship-events.ts";
import { generateBulkTrackingEvents } from "../generate-bulk-tracking-events.ts";
import type { GenerateOptions } from "../generate-options.ts";
import type { CommandIo } from "../io.ts";
import { readNumber } from "../read-number.ts";

const args = {
  vocabulary: { type: "string", description: "airship or bulk-tracking", default: "airship", valueHint: "NAME" },
  count: { type: "string", description: "How many events", default: "1000", valueHint: "N" },
  seed: { type: "string", description: "Decides every event", default: "1", valueHint: "N" },
} as const;

const generators = new Map<string, (options: GenerateOptions) => Iterable<unknown>>([
  ["airship", generateAirshipEvents],
  ["bulk-tracking", generateBulkTrackingEvents],
]);

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
      const generate = generators.get(context.args.vocabulary);
      if (generate === undefined) throw new UsageError("Give --vocabulary airship or bulk-tracking.");
      const count = readNumber("--count", context.args.count, Number.MAX_SAFE_INTEGER);
      const seed = readNumber("--seed", context.args.seed, 0xffff_ffff);
      try {
        await terminal.jsonLines(generate({ seed, count }), signal);
      } catch (error) {
        if (!isEnough(error)) throw error;
      }
    },
  });
