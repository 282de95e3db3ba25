import { choice, defineCommand } from "@email-events/cli";
import { toLine } from "@email-events/core/mapping";
import type { StoredOffset } from "@email-events/store";
import type { CommandIo } from "../../terminal.ts";
import { print } from "../../terminal/print.ts";
import { toTime } from "./format-rejects.ts";
import { stateOption, withState } from "./with-state.ts";

const formatOffset = ({ source, offset, storedAt }: StoredOffset): string =>
  `${toLine(source)}  ${toLine(offset)}  stored ${toTime(storedAt)}`;

const toOffsetJson = ({ source, offset, storedAt }: StoredOffset) => ({ source, offset, storedAt: toTime(storedAt) });

/** `email-events offset show`: where each source continues. */
export const offsetShowCommand = defineCommand({
  name: "show",
  summary: "Show where each source continues",
  usage: "--state FILE [options]",
  inputs: { state: stateOption, report: choice("FORMAT", ["json"], "a list as one line of JSON") },
  examples: ["npx @email-events/relay offset show --state relay.state"],
  run: ({ state: path, report }, io: CommandIo) =>
    withState(path, io, async (state) => {
      const offsets = state.offsets();
      if (offsets.length === 0) io.messages.line("No offset is stored.");
      const output = report === "json" ? { json: offsets.map(toOffsetJson) } : { lines: offsets.map(formatOffset) };
      return (await print(io, output, "the offsets")) ? 0 : 2;
    }),
});
