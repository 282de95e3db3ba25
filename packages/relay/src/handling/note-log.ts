import type { Issue } from "@email-events/core";
import { formatIssue } from "../report/format-issue.ts";

/** So many kinds of notes are logged: some senders choose names of members at random. */
const maxKinds = 20;

/** The kind of a note: the same rule at the same place, whatever the index in a list. */
const kindOf = (source: string, { code, pointer }: Issue): string =>
  `${source} ${code} ${pointer.replace(/\/\d+(?=\/|$)/g, "/0")}`;

/**
 * Creates what logs which values were left out of events that continue: of each kind the first, since the same sender makes
 * the same mistake in every event.
 *
 * @param print - Prints a line to the log, which masks addresses.
 */
export const createNoteLog = (print: (line: string) => void) => {
  const kinds = new Set<string>();
  return (source: string, notes: readonly Issue[]): void => {
    for (const note of notes) {
      if (kinds.size > maxKinds || kinds.has(kindOf(source, note))) continue;
      kinds.add(kindOf(source, note));
      print(
        kinds.size > maxKinds
          ? "values of more kinds are left out of events that continue; they aren't logged"
          : `${source}: left out of events that continue: ${formatIssue(note)}`,
      );
    }
  };
};
