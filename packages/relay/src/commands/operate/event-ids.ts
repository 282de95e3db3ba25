import { argument, number, repeated, UsageError } from "@email-events/cli";
import type { Rejects } from "./with-rejects.ts";

/** An event that is set aside. */
export const idInput = {
  ...number("ID", { least: 1 }, "event that is set aside"),
  expected: "its number in email-events rejects list",
};

/** `ID...`: events that are set aside. */
export const idsArgument = argument(repeated(idInput));

const maxNamed = 10;

/** Returns the error of numbers under which nothing is set aside. */
export const unknownIds = (ids: readonly number[]): UsageError => {
  const others = ids.length > maxNamed ? ` and ${ids.length - maxNamed} more` : "";
  const named = `${ids.slice(0, maxNamed).join(", ")}${others}`;
  return new UsageError(
    `No event is set aside under ${named}, and nothing was changed (email-events rejects list shows the numbers)`,
  );
};

/**
 * Checks that events are set aside.
 *
 * @returns Their numbers, each once.
 * @throws UsageError if one of them isn't.
 */
export const findEvents = async (rejects: Rejects, ids: readonly number[]): Promise<readonly number[]> => {
  const found = [...new Set(ids)];
  const unknown: number[] = [];
  for (const id of found) if ((await rejects.show(id)) === undefined) unknown.push(id);
  if (unknown.length > 0) throw unknownIds(unknown);
  return found;
};
