import { defineCommand, flag, text, UsageError } from "@email-events/cli";
import type { CommandIo } from "../../terminal.ts";
import { countEvents } from "./count-events.ts";
import { findEvents, idInput, idsArgument } from "./event-ids.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects, type Rejects } from "./with-rejects.ts";

/** Lists the numbers of all events that are set aside. */
const listAll = async (rejects: Rejects, status: string | undefined): Promise<readonly number[]> => {
  const numbers: number[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page = await rejects.list({ after, ...(status === undefined ? {} : { status }) });
    numbers.push(...page.events.map((event) => event.number));
    after = page.next;
  }
  return numbers;
};

/** Events that are retried at a time. */
const pageEvents = 200;

/** Retries the events that are set aside at the start; returns how many. Retried ones may be set aside again meanwhile. */
const retryAll = async (rejects: Rejects, status: string | undefined): Promise<number> => {
  const numbers = await listAll(rejects, status);
  let count = 0;
  for (let start = 0; start < numbers.length; start += pageEvents) {
    count += await rejects.retry(numbers.slice(start, start + pageEvents));
  }
  return count;
};

/** `email-events rejects retry`: marks events, which the relay then parses, maps and delivers anew. */
export const rejectsRetryCommand = defineCommand({
  name: "retry",
  summary: "Retry events that are set aside: they are parsed, mapped and delivered again",
  usage: "ID...|--all --state FILE|--nats URL [options]",
  inputs: {
    id: idsArgument,
    all: flag("all events that are set aside"),
    status: text("STATUS", "with --all: only events with this status"),
    ...placeInputs,
  },
  examples: [
    "npx @email-events/relay rejects retry 12 14 --state relay.state",
    "npx @email-events/relay rejects retry --all --status rejected --state relay.state",
  ],
  run: async ({ id: ids, all, status, ...place }, io: CommandIo) => {
    if (all && ids.length > 0) throw new UsageError("ID and --all are mutually exclusive");
    if (!all && ids.length === 0) throw new UsageError(`ID or --all is required (${idInput.expected})`);
    if (!all && status !== undefined) throw new UsageError("--status requires --all");
    return withRejects(place, io, async (rejects) => {
      const count = all ? await retryAll(rejects, status) : await rejects.retry(await findEvents(rejects, ids));
      io.messages.line(count === 0 ? "No such event is set aside." : rejects.formatRetry(countEvents(count)));
      return 0;
    });
  },
});
