import { argument, defineCommand, number, required, suggest, text, UsageError } from "@email-events/cli";
import { quote } from "../../terminal/quote.ts";
import type { CommandIo } from "../../terminal.ts";
import { nameOf, withOffsets, type Offsets } from "./with-offsets.ts";
import { placeInputs } from "./with-queue.ts";

const sourceArgument = argument(required(text("SOURCE", "name of a source, from offset show")));

const sourcesOf = async ({ list }: Offsets): Promise<readonly string[]> => [
  ...new Set((await list()).map(({ source }) => source)),
];

const unknownSource = (source: string, known: readonly string[]): UsageError => {
  const meant = suggest(source, known);
  const shown = known.length === 0 ? "no offset is stored" : `there are ${known.map(quote).join(", ")}`;
  const hint = meant === undefined ? shown : `did you mean ${quote(meant)}?`;
  return new UsageError(`No offset of "${quote(source)}" is stored, and nothing was changed (${hint})`);
};

/** `email-events offset set`: a running relay reads on from there. */
export const offsetSetCommand = defineCommand({
  name: "set",
  summary: "Set where a source continues; a running relay goes there",
  usage: "SOURCE OFFSET --state FILE|--nats URL [options]",
  inputs: {
    source: sourceArgument,
    offset: argument(required(text("OFFSET", "offset behind which the source continues"))),
    ...placeInputs,
    partition: number("N", { least: 0 }, "with --nats: which partition of the source; 0 by default"),
  },
  examples: ["npx @email-events/relay offset set airship 1800000000042 --state relay.state"],
  run: ({ source, offset, partition, ...place }, io: CommandIo) => {
    // An offset stands in a request; with anything else in it, the source would stop.
    if (!/^[\x21-\x7e]{1,1000}$/.test(offset)) {
      throw new UsageError("OFFSET must be 1 to 1000 visible ASCII characters without blanks");
    }
    return withOffsets(place, io, async (offsets) => {
      const known = await sourcesOf(offsets);
      // A source that hasn't stored one may get its first in a state; a misspelled one would be read by nobody.
      const isRefused = !offsets.takesNew || suggest(source, known) !== undefined;
      if (!known.includes(source) && isRefused) throw unknownSource(source, known);
      await offsets.set(source, offset, partition);
      io.messages.line(`${nameOf(source, partition)} continues behind ${quote(offset)}.`);
      return 0;
    });
  },
});

/** `email-events offset forget`: the source begins anew. */
export const offsetForgetCommand = defineCommand({
  name: "forget",
  summary: "Forget where a source continues: it begins anew",
  usage: "SOURCE --state FILE|--nats URL [options]",
  inputs: { source: sourceArgument, ...placeInputs },
  examples: ["npx @email-events/relay offset forget airship --state relay.state"],
  run: ({ source, ...place }, io: CommandIo) =>
    withOffsets(place, io, async (offsets) => {
      if (!(await offsets.forget(source))) throw unknownSource(source, await sourcesOf(offsets));
      io.messages.line(`The offset of ${quote(source)} is forgotten.`);
      return 0;
    }),
});
