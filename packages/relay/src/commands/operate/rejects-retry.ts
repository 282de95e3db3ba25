import { defineCommand } from "@email-events/cli";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { changeSelected, checkSelection, selectionInputs } from "./select-events.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects } from "./with-rejects.ts";

/** `email-events rejects retry`: marks events, which the relay then parses, maps and delivers anew. */
export const rejectsRetryCommand = defineCommand({
  name: "retry",
  summary: "Retry events that are set aside: they are parsed, mapped and delivered again",
  usage: "ID...|--all --state FILE|--nats URL [options]",
  inputs: { ...selectionInputs, ...placeInputs },
  examples: [
    "npx @email-events/relay rejects retry 12 14 --state relay.state",
    "npx @email-events/relay rejects retry --all --status rejected --state relay.state",
  ],
  run: async ({ id, all, status, ...place }, io: CommandIo) => {
    const selection = { id, all, status };
    checkSelection(selection);
    return withRejects(place, io, async (rejects) => {
      const count = await changeSelected(rejects, selection, rejects.retry);
      io.messages.line(count === 0 ? "No such event is set aside." : rejects.formatRetry(countEvents(count)));
      return 0;
    });
  },
});
