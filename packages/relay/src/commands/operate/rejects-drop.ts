import { defineCommand, UsageError } from "@email-events/cli";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { findEvents, idInput, idsArgument } from "./event-ids.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects } from "./with-rejects.ts";

/** `email-events rejects drop`: forgets events that are set aside. */
export const rejectsDropCommand = defineCommand({
  name: "drop",
  summary: "Forget events that are set aside, for good",
  usage: "ID... --state FILE|--nats URL [options]",
  inputs: { id: idsArgument, ...placeInputs },
  examples: ["npx @email-events/relay rejects drop 12 14 --state relay.state"],
  run: async ({ id: ids, ...place }, io: CommandIo) => {
    if (ids.length === 0) throw new UsageError(`ID is required (${idInput.expected})`);
    return withRejects(place, io, async (rejects) => {
      io.messages.line(`Dropped ${countEvents(await rejects.drop(await findEvents(rejects, ids)))}.`);
      return 0;
    });
  },
});
