import { defineCommand, flag, text, UsageError } from "@email-events/cli";
import type { OperatorStore } from "@email-events/store";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { findEvents, idInput, idsArgument } from "./event-ids.ts";
import { stateOption, withState } from "./with-state.ts";

/** Marks all events that are set aside, page by page, and returns how many there are. */
const retryAll = (state: OperatorStore, status: string | undefined): number => {
  let [count, after]: [number, number | undefined] = [0, 0];
  while (after !== undefined) {
    const page = state.list({ after, ...(status === undefined ? {} : { status }) });
    count += state.retry(page.events.map((event) => event.number));
    after = page.next;
  }
  return count;
};

/** `email-events rejects retry`: marks events, which the relay then parses, maps and delivers anew. */
export const rejectsRetryCommand = defineCommand({
  name: "retry",
  summary: "Have the relay try events again: it parses and maps them anew",
  usage: "ID...|--all --state FILE [options]",
  inputs: {
    id: idsArgument,
    all: flag("all events that are set aside"),
    status: text("STATUS", "with --all: only events with this status"),
    state: stateOption,
  },
  examples: [
    "npx @email-events/relay rejects retry 12 14 --state relay.state",
    "npx @email-events/relay rejects retry --all --status rejected --state relay.state",
  ],
  run: async ({ id: ids, all, status, state: path }, io: CommandIo) => {
    if (all && ids.length > 0) throw new UsageError("ID and --all are mutually exclusive");
    if (!all && ids.length === 0) throw new UsageError(`ID or --all is required (${idInput.expected})`);
    if (!all && status !== undefined) throw new UsageError("--status requires --all");
    return withState(path, io, (state) => {
      const count = all ? retryAll(state, status) : state.retry(findEvents(state, ids));
      io.messages.line(
        count === 0
          ? "No such event is set aside."
          : `Marked ${countEvents(count)}: a running relay tries them again now, another one when it starts.`,
      );
      return 0;
    });
  },
});
