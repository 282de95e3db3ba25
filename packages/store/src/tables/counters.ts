import type { Database } from "../sqlite/sqlite.ts";

/** What is counted in the store itself, since to count rows would read all of them. */
export type CounterName = "last_number" | "pending" | "revision" | "set_aside";

/** Numbers that change in the same transaction as what they count. */
export interface Counters {
  readonly read: (name: CounterName) => number;
  readonly add: (name: CounterName, difference: number) => void;
}

export const createCounters = (database: Database): Counters => {
  const read = database.prepare("SELECT value FROM counters WHERE name = ?");
  const add = database.prepare("UPDATE counters SET value = value + ? WHERE name = ?");
  return {
    read: (name) => Number(read.get(name)?.["value"] ?? 0),
    add: (name, difference) => {
      if (difference !== 0) add.run(difference, name);
    },
  };
};
