import { choice, defineCommand, number, withDefault } from "@email-events/cli";
import type { SetAsideSummary } from "@email-events/store";
import { environments } from "../environment.ts";
import type { CommandIo } from "../../terminal.ts";
import type { OutputPart } from "../../terminal/write-out.ts";
import { formatReject, toRejectJson } from "./format-rejects.ts";
import { statusOption } from "./select-events.ts";
import { placeInputs } from "./with-queue.ts";
import { withRejects, type Rejects } from "./with-rejects.ts";

/** Events that are read at a time, so that memory doesn't grow with the list. */
const pageEvents = 200;

interface Listing {
  readonly limit: number;
  readonly after: number;
  readonly status: string | undefined;
}

/** Reads events that are set aside, at most one more than are to be printed. */
async function* readRejects(
  rejects: Rejects,
  { limit, after, status }: Listing,
): AsyncGenerator<SetAsideSummary, void, undefined> {
  let position: number | undefined = after;
  for (let left = limit + 1; left > 0 && position !== undefined;) {
    const options = { after: position, limit: Math.min(left, pageEvents), ...(status === undefined ? {} : { status }) };
    const page = await rejects.list(options);
    yield* page.events;
    left -= page.events.length;
    position = page.next;
  }
}

/** `email-events rejects list`: a line for each event that is set aside, the oldest first. */
export const rejectsListCommand = defineCommand({
  name: "list",
  summary: "List events that are set aside, without addresses",
  usage: "--state FILE|--nats URL [options]",
  inputs: {
    ...placeInputs,
    status: statusOption("only events with this status"),
    limit: withDefault(number("N", { least: 1 }, "most events to list"), "50"),
    after: withDefault(number("ID", { least: 0 }, "the event after which the list begins"), "0"),
    report: choice("FORMAT", ["json"], "a line of JSON for each event"),
  },
  environment: environments.operate,
  examples: [
    "npx @email-events/relay rejects list --state relay.state",
    "npx @email-events/relay rejects list --state relay.state --status rejected --report json",
  ],
  run: ({ limit, after, status, report, ...place }, io: CommandIo) =>
    withRejects(place, io, async (rejects) => {
      let [count, last, hasMore] = [0, after, false];
      const toParts = async function* (): AsyncGenerator<OutputPart, void, undefined> {
        for await (const event of readRejects(rejects, { limit, after, status })) {
          hasMore = count === limit;
          if (hasMore) return;
          [count, last] = [count + 1, event.number];
          yield report === "json" ? { json: toRejectJson(event) } : { lines: [formatReject(event)] };
        }
      };
      const written = await io.results.writeAll(toParts());
      if (count === 0) io.messages.line("No such event is set aside.");
      if (hasMore) io.messages.line(`There are more: --after ${last} continues the list.`);
      if (written.status === "written" || written.code === "EPIPE") return 0;
      io.messages.line(`error: Can't write to standard output (${written.code}); the list is incomplete.`);
      return 2;
    }),
});
