import type { Database } from "../sqlite/sqlite.ts";
import { readStoredText, toStoredText } from "../sqlite/text.ts";
import type { Counters } from "./counters.ts";

/** The offset of one source. */
export interface StoredOffset {
  readonly source: string;
  readonly offset: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** An offset, and a number that is another one each time it changes. */
interface Revised extends StoredOffset {
  readonly revision: number;
}

/** Where each source goes on. Each change is part of the caller's transaction. */
export interface Offsets {
  readonly all: () => readonly Revised[];
  readonly get: (source: string) => Revised | undefined;
  /** Returns the revision that it has now. */
  readonly set: (source: string, offset: string, at: number) => number;
  readonly forget: (source: string) => boolean;
}

export const createOffsets = (database: Database, counters: Counters): Offsets => {
  const columns = "SELECT source, offset, revision, stored_at FROM offsets";
  const all = database.prepare(`${columns} ORDER BY source`);
  const get = database.prepare(`${columns} WHERE source = ?`);
  const set = database.prepare("INSERT OR REPLACE INTO offsets VALUES (?, ?, ?, ?)");
  const forget = database.prepare("DELETE FROM offsets WHERE source = ?");
  const toOffset = (row: Readonly<Record<string, unknown>>): Revised => ({
    source: readStoredText(row["source"]) ?? "",
    offset: readStoredText(row["offset"]) ?? "",
    revision: Number(row["revision"]),
    storedAt: Number(row["stored_at"]),
  });
  return {
    all: () => all.all().map(toOffset),
    get(source) {
      const row = get.get(toStoredText(source));
      return row && toOffset(row);
    },
    set(source, offset, at) {
      counters.add("revision", 1);
      const revision = counters.read("revision");
      set.run(toStoredText(source), toStoredText(offset), revision, at);
      return revision;
    },
    forget: (source) => Number(forget.run(toStoredText(source)).changes) > 0,
  };
};
