import type { Database } from "../sqlite/sqlite.ts";
import { storeErrors } from "../store-error.ts";
import { eventsInRow } from "./chunks.ts";

/** What is counted in the store itself, since to count rows would read all of them. */
export const counterNames = ["last_number", "pending", "revision", "set_aside"] as const;

export type CounterName = (typeof counterNames)[number];

/** Numbers that change in the same transaction as what they count. */
export interface Counters {
  readonly read: (name: CounterName) => number;
  readonly add: (name: CounterName, difference: number) => void;
}

/** What is counted, each with a statement that counts it anew. */
export const countStatements: Readonly<Record<"pending" | "set_aside", string>> = {
  pending: `SELECT (SELECT count(*) FROM pending) + coalesce((SELECT sum(${eventsInRow}) FROM chunks), 0)`,
  set_aside: "SELECT count(*) FROM set_aside",
};

/** Counts all events again, because a counter has no checksum. It reads every page of those tables. */
export const recount = (database: Database): void => {
  for (const [name, statement] of Object.entries(countStatements)) {
    database.exec(`UPDATE counters SET value = count FROM (SELECT (${statement}) AS count)
      WHERE name = '${name}' AND value <> count`);
  }
};

export const createCounters = (place: string, database: Database): Counters => {
  const read = database.prepare("SELECT value FROM counters WHERE name = ?");
  const add = database.prepare("UPDATE counters SET value = value + ? WHERE name = ?");
  return {
    read(name) {
      const value = read.get(name)?.["value"];
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
      throw storeErrors.damaged(place, `the counter ${name} is no count`);
    },
    add: (name, difference) => {
      if (difference !== 0) add.run(difference, name);
    },
  };
};
