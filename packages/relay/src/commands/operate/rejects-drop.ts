import { defineCommand, UsageError } from "@email-events/cli";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { findEvents, idInput, idsArgument } from "./event-ids.ts";
import { stateOption, withState } from "./with-state.ts";

/** `email-events rejects drop`: forgets events that are set aside. */
export const rejectsDropCommand = defineCommand({
  name: "drop",
  summary: "Forget events that are set aside, for good",
  usage: "ID... --state FILE",
  inputs: { id: idsArgument, state: stateOption },
  examples: ["npx @email-events/relay rejects drop 12 14 --state relay.state"],
  run: async ({ id: ids, state: path }, io: CommandIo) => {
    if (ids.length === 0) throw new UsageError(`ID is required (${idInput.expected})`);
    return withState(path, io, (state) => {
      io.messages.line(`Dropped ${countEvents(state.drop(findEvents(state, ids)))}.`);
      return 0;
    });
  },
});
