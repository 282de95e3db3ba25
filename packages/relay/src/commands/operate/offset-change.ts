import { argument, choice, defineCommand, number, required, suggest, text, UsageError } from "@email-events/cli";
import type { OperatorStore } from "@email-events/store";
import { quote } from "../../terminal/quote.ts";
import type { StreamName } from "../../lifecycle/settings.ts";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import { inPlace, placeInputs, withQueueOperator } from "./with-queue.ts";
import { withState } from "./with-state.ts";

/** The sources that continue at an offset. */
const streams = ["airship", "compliance"] as const satisfies readonly StreamName[];

const sourcesOf = (state: OperatorStore): readonly string[] => state.offsets().map(({ source }) => source);

const unknownSource = (source: string, known: readonly string[]): UsageError => {
  const meant = suggest(source, known);
  const shown = known.length === 0 ? "no offset is stored" : `there are ${known.map(quote).join(", ")}`;
  const hint = meant === undefined ? shown : `did you mean ${quote(meant)}?`;
  return new UsageError(`No offset of "${quote(source)}" is stored, and nothing was changed (${hint})`);
};

/** `email-events offset set`: a running relay continues there. */
export const offsetSetCommand = defineCommand({
  name: "set",
  summary: "Set where a source continues: a running `run` continues there, a running `ingest` exits",
  usage: "SOURCE OFFSET --state FILE|--nats URL [options]",
  inputs: {
    source: argument(required(choice("SOURCE", streams, "source whose offset is set"))),
    offset: argument(required(text("OFFSET", "offset after which the source continues"))),
    partition: number("N", { least: 0, most: 999_999 }, "partition of the source in a queue; 0 by default"),
    ...placeInputs,
  },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay offset set airship 1800000000042 --state relay.state",
    "npx @email-events/relay offset set airship 1800000000042 --partition 1 --nats nats://127.0.0.1:4222",
  ],
  run: async (options, io: CommandIo) => {
    const { source, offset, partition = 0 } = options;
    // The offset is sent in a request. With other characters, that would fail, and the source would stop.
    if (!/^[\x21-\x7e]{1,1000}$/.test(offset)) {
      throw new UsageError("OFFSET must be 1 to 1000 visible ASCII characters without blanks");
    }
    const tell = (what: string): number => {
      io.messages.line(`${what} continues after ${quote(offset)}.`);
      return 0;
    };
    return inPlace(options, io, {
      state: (path) => {
        if (options.partition !== undefined)
          throw new UsageError(
            "--partition is for a queue; a state has the offset of the partition that its run reads",
          );
        return withState(path, io, (state) => {
          state.setOffset(source, offset);
          return tell(quote(source));
        });
      },
      queue: () =>
        withQueueOperator(options, io, async (queue) => {
          await queue.setOffset({ source, partition }, offset);
          return tell(`Partition ${partition} of ${quote(source)}`);
        }),
    });
  },
});

/** `email-events offset forget`: the source starts over. */
export const offsetForgetCommand = defineCommand({
  name: "forget",
  summary: "Forget where a source continues: it starts over, with any number of partitions",
  usage: "SOURCE --state FILE|--nats URL [options]",
  inputs: { source: argument(required(text("SOURCE", "name of a source, from offset show"))), ...placeInputs },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay offset forget airship --state relay.state",
    "npx @email-events/relay offset forget airship --nats nats://127.0.0.1:4222",
  ],
  run: async (options, io: CommandIo) => {
    const { source } = options;
    const tell = (what: string): number => {
      io.messages.line(`${what} forgotten.`);
      return 0;
    };
    return inPlace(options, io, {
      state: (path) =>
        withState(path, io, (state) => {
          if (!state.forgetOffset(source)) throw unknownSource(source, sourcesOf(state));
          return tell(`The offset of ${quote(source)} is`);
        }),
      queue: () =>
        withQueueOperator(options, io, async (queue) => {
          const sources = new Set((await queue.offsets()).map((offset) => offset.source));
          if (!(await queue.forgetOffsets(source))) throw unknownSource(source, [...sources]);
          return tell(`The offsets of ${quote(source)} are`);
        }),
    });
  },
});
