import { defineCommand } from "@email-events/cli";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { changeSelected, checkSelection, selectionInputs } from "./select-events.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects } from "./with-rejects.ts";

const formatHeadsOnly = (events: string): string =>
  `Not retried: ${events} of which only the beginning is kept, because the rest was too large.`;

/** `email-events rejects retry`: marks events, which the relay then parses, maps and delivers anew. */
export const rejectsRetryCommand = defineCommand({
  name: "retry",
  summary: "Retry events that are set aside: they are parsed, mapped and delivered again",
  usage: "ID...|--all --state FILE|--nats URL [options]",
  inputs: { ...selectionInputs, ...placeInputs },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay rejects retry 12 14 --state relay.state",
    "npx @email-events/relay rejects retry --all --status rejected --state relay.state",
  ],
  run: async ({ id, all, status, ...place }, io: CommandIo) => {
    const selection = { id, all, status };
    checkSelection(selection);
    return withRejects(place, io, async (rejects) => {
      let headsOnly = 0;
      const count = await changeSelected(rejects, selection, (numbers) =>
        rejects.retry(numbers, (more) => void (headsOnly += more)),
      );
      if (count > 0) io.messages.line(rejects.formatRetry(countEvents(count)));
      if (headsOnly > 0) io.messages.line(formatHeadsOnly(countEvents(headsOnly)));
      if (count + headsOnly === 0) io.messages.line("No such event is set aside.");
      return 0;
    });
  },
});
