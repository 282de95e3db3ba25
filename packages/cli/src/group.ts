import type { Command } from "./command.ts";

/** Commands that belong together, under a word of their own: `rejects` with `list`, `show` and `drop`. */
export interface Group<Io> {
  /** The word that is written before the command. */
  readonly name: string;
  /** What its commands are about, in one line. */
  readonly summary: string;
  readonly commands: readonly Entry<Io>[];
}

/** What can be called by its name: a command, or a group of them. */
export type Entry<Io> = Command<Io> | Group<Io>;

/** Whether an entry is a group. */
export const isGroup = <Io>(entry: Entry<Io>): entry is Group<Io> => "commands" in entry;
