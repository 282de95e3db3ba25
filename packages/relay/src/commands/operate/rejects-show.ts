import { argument, defineCommand, required } from "@email-events/cli";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import { print } from "../../terminal/print.ts";
import { idInput, unknownIds } from "./event-ids.ts";
import { formatShown, toShownJson } from "./format-rejects.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects } from "./with-rejects.ts";

/** `email-events rejects show`: all of one event to stdout, and what is wrong with it to stderr. */
export const rejectsShowCommand = defineCommand({
  name: "show",
  summary: "Show an event as it came, addresses included, and what is wrong with it",
  usage: "ID --state FILE|--nats URL [options]",
  inputs: { id: argument(required(idInput)), ...placeInputs },
  environment: environments.operate,
  examples: ["npx @email-events/relay rejects show 12 --state relay.state"],
  run: ({ id, ...place }, io: CommandIo) =>
    withRejects(place, io, async (rejects) => {
      const event = await rejects.show(id);
      if (event === undefined) throw unknownIds([id]);
      formatShown(event).forEach(io.messages.line);
      return (await print(io, { json: toShownJson(event) }, "the event")) ? 0 : 2;
    }),
});
