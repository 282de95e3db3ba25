import { choice, flag, UsageError } from "@email-events/cli";
import { findEvents, idInput, idsArgument } from "./event-ids.ts";
import type { Rejects } from "./with-rejects.ts";

/** Why events are set aside: the status of their outcome, or `damaged` after a repair of the state. */
const statuses = ["invalid", "unrecognized", "rejected", "damaged"] as const;

/** `--status`. */
export const statusOption = (about: string) => choice("STATUS", statuses, about);

/** The options that say which events are meant: some by their numbers, or all. */
export const selectionInputs = {
  id: idsArgument,
  all: flag("all events that are set aside"),
  status: statusOption("with --all: only events with this status"),
};

/** Which events are meant. */
export interface Selection {
  readonly id: readonly number[];
  readonly all: boolean;
  readonly status: (typeof statuses)[number] | undefined;
}

/** @throws UsageError where it isn't clear which events are meant. */
export const checkSelection = ({ id, all, status }: Selection): void => {
  if (all && id.length > 0) throw new UsageError("ID and --all are mutually exclusive");
  if (!all && id.length === 0) throw new UsageError(`ID or --all is required (${idInput.expected})`);
  if (!all && status !== undefined) throw new UsageError("--status requires --all");
};

/** Lists the numbers of all events that are set aside now: what is tried again may be set aside again meanwhile. */
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

/** Events that are changed at a time. */
const pageEvents = 200;

/**
 * Does something with the events that are meant, and returns how many there were.
 *
 * @throws UsageError for a number under which no event is set aside; then nothing has changed.
 */
export const changeSelected = async (
  rejects: Rejects,
  { id, all, status }: Selection,
  change: (numbers: readonly number[]) => Promise<number>,
): Promise<number> => {
  const numbers = all ? await listAll(rejects, status) : await findEvents(rejects, id);
  let count = 0;
  for (let start = 0; start < numbers.length; start += pageEvents) {
    count += await change(numbers.slice(start, start + pageEvents));
  }
  return count;
};
