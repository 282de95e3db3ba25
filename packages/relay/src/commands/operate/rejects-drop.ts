import { defineCommand } from "@email-events/cli";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { changeSelected, checkSelection, selectionInputs } from "./select-events.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects } from "./with-rejects.ts";

/** `email-events rejects drop`: deletes events that are set aside. */
export const rejectsDropCommand = defineCommand({
  name: "drop",
  summary: "Delete events that are set aside, permanently",
  usage: "ID...|--all --state FILE|--nats URL [options]",
  inputs: { ...selectionInputs, ...placeInputs },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay rejects drop 12 14 --state relay.state",
    "npx @email-events/relay rejects drop --all --status unrecognized --state relay.state",
  ],
  run: async ({ id, all, status, ...place }, io: CommandIo) => {
    const selection = { id, all, status };
    checkSelection(selection);
    return withRejects(place, io, async (rejects) => {
      const count = await changeSelected(rejects, selection, rejects.drop);
      io.messages.line(count === 0 ? "No such event is set aside." : `Dropped ${countEvents(count)}.`);
      return 0;
    });
  },
});
