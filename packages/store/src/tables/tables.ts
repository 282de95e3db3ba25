import type { Database } from "../sqlite/sqlite.ts";
import { createChunks } from "./chunks.ts";
import { createCounters, type Counters } from "./counters.ts";
import { createOffsets, type Offsets } from "./offsets.ts";
import { createPending, type Pending } from "./pending.ts";
import { createSetAside, type SetAside } from "./set-aside.ts";
import { createValues, type Values } from "./values.ts";

/** The tables of a store, each with its prepared statements. */
export interface Tables {
  readonly counters: Counters;
  readonly pending: Pending;
  readonly setAside: SetAside;
  readonly offsets: Offsets;
  readonly values: Values;
}

export const createTables = (place: string, database: Database): Tables => {
  const counters = createCounters(place, database);
  const pending = createPending(database, counters, createChunks(database));
  return {
    counters,
    pending,
    setAside: createSetAside(database, counters, pending),
    offsets: createOffsets(place, database, counters),
    values: createValues(place, database),
  };
};
