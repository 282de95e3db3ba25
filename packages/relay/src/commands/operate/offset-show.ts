import { choice, defineCommand } from "@email-events/cli";
import { toLine } from "@email-events/core/mapping";
import type { CommandIo } from "../../terminal.ts";
import { print } from "../../terminal/print.ts";
import { toTime } from "./format-rejects.ts";
import { nameOf, withOffsets, type KeptOffset } from "./with-offsets.ts";
import { placeInputs } from "./with-queue.ts";

const formatOffset = ({ source, partition, partitions, offset, storedAt }: KeptOffset): string =>
  `${toLine(nameOf(source, partition, partitions))}  ${toLine(offset)}  stored ${toTime(storedAt)}`;

const toOffsetJson = ({ source, partition, partitions, offset, storedAt }: KeptOffset) => ({
  source,
  ...(partition === undefined ? {} : { partition, partitions }),
  offset,
  storedAt: toTime(storedAt),
});

/** `email-events offset show`: where each source continues. */
export const offsetShowCommand = defineCommand({
  name: "show",
  summary: "Show where each source continues",
  usage: "--state FILE|--nats URL [options]",
  inputs: { ...placeInputs, report: choice("FORMAT", ["json"], "a list as one line of JSON") },
  examples: ["npx @email-events/relay offset show --state relay.state"],
  run: ({ report, ...place }, io: CommandIo) =>
    withOffsets(place, io, async ({ list }) => {
      const offsets = await list();
      if (offsets.length === 0) io.messages.line("No offset is stored.");
      const output = report === "json" ? { json: offsets.map(toOffsetJson) } : { lines: offsets.map(formatOffset) };
      return (await print(io, output, "the offsets")) ? 0 : 2;
    }),
});
