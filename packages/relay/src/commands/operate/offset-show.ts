import { choice, defineCommand } from "@email-events/cli";
import { toLine } from "@email-events/core/mapping";
import type { StoredOffset } from "@email-events/store";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import { print } from "../../terminal/print.ts";
import { toTime } from "./format-rejects.ts";
import { formatQueueOffset } from "./format-queue.ts";
import { inPlace, placeInputs, withQueueOperator } from "./with-queue.ts";
import { withState } from "./with-state.ts";

const formatOffset = ({ source, offset, storedAt }: StoredOffset): string =>
  `${toLine(source)}  ${toLine(offset)}  stored ${toTime(storedAt)}`;

const toOffsetJson = ({ source, offset, storedAt }: StoredOffset) => ({ source, offset, storedAt: toTime(storedAt) });

/** `email-events offset show`: where each source continues. */
export const offsetShowCommand = defineCommand({
  name: "show",
  summary: "Show where each source continues",
  usage: "--state FILE|--nats URL [options]",
  inputs: { ...placeInputs, report: choice("FORMAT", ["json"], "the offsets as one line of JSON") },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay offset show --state relay.state",
    "npx @email-events/relay offset show --nats nats://127.0.0.1:4222",
  ],
  run: async (options, io: CommandIo) => {
    const show = async <Offset>(
      offsets: readonly Offset[],
      toJson: (offset: Offset) => object,
      toText: (offset: Offset) => string,
    ): Promise<number> => {
      if (offsets.length === 0) io.messages.line("No offset is stored.");
      const output = options.report === "json" ? { json: offsets.map(toJson) } : { lines: offsets.map(toText) };
      return (await print(io, output, "the offsets")) ? 0 : 2;
    };
    return inPlace(options, io, {
      state: (path) => withState(path, io, (state) => show(state.offsets(), toOffsetJson, formatOffset)),
      queue: () =>
        withQueueOperator(options, io, async (queue) =>
          show(
            await queue.offsets(),
            (offset) => ({ ...offset, storedAt: toTime(offset.storedAt) }),
            formatQueueOffset,
          ),
        ),
    });
  },
});
