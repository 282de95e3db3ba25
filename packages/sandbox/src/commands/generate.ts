import { choice, defineCommand, number, withDefault } from "@email-events/cli";
import { generateAirshipEvents } from "../generate-airship-events.ts";
import { generateBulkTrackingEvents } from "../generate-bulk-tracking-events.ts";
import type { GenerateOptions } from "../generate-options.ts";
import type { CommandIo } from "../io.ts";

const vocabularies = ["airship", "bulk-tracking"] as const;

const generators: Readonly<Record<(typeof vocabularies)[number], (options: GenerateOptions) => Iterable<unknown>>> = {
  airship: generateAirshipEvents,
  "bulk-tracking": generateBulkTrackingEvents,
};

/** A reader that went away (`| head`) and a user who pressed Ctrl-C are no failures. */
const isEnough = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "ABORT_ERR");

/** `email-events-sandbox generate`: writes events as NDJSON, at the pace of the reader. */
export const generateCommand = defineCommand({
  name: "generate",
  summary: "Write generated events to standard output as NDJSON",
  usage: "[options]",
  inputs: {
    vocabulary: withDefault(choice("NAME", vocabularies, "vocabulary of the events"), "airship"),
    count: withDefault(number("N", { least: 0 }, "number of events"), "1000"),
    seed: withDefault(number("N", { least: 0, most: 0xffff_ffff }, "the same seed gives the same events"), "1"),
  },
  examples: [
    "email-events-sandbox generate --count 1000 > events.ndjson",
    "email-events-sandbox generate --vocabulary bulk-tracking --seed 7 | email-events validate -",
  ],
  run: async ({ vocabulary, count, seed }, { terminal, signal }: CommandIo) => {
    try {
      await terminal.jsonLines(generators[vocabulary]({ seed, count }), signal);
    } catch (error) {
      if (!isEnough(error)) throw error;
    }
    return 0;
  },
});
