import type { Database, Row } from "../sqlite/sqlite.ts";
import { readStoredText, toStoredText } from "../sqlite/text.ts";
import { storeErrors } from "../store-error.ts";
import type { Counters } from "./counters.ts";
import { isWholePair, pairChecksum } from "./pair.ts";
import { toNumber } from "./row.ts";

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

/** The offset at which each source resumes. Each change is part of the caller's transaction. */
export interface Offsets {
  readonly all: () => readonly Revised[];
  readonly get: (source: string) => Revised | undefined;
  /** Returns the revision that it has now. */
  readonly set: (source: string, offset: string, at: number) => number;
  readonly forget: (source: string) => boolean;
}

export const createOffsets = (place: string, database: Database, counters: Counters): Offsets => {
  const columns = "SELECT * FROM offsets";
  const all = database.prepare(`${columns} ORDER BY source`);
  const get = database.prepare(`${columns} WHERE source = ?`);
  const set = database.prepare("INSERT OR REPLACE INTO offsets VALUES (?, ?, ?, ?, ?)");
  const forget = database.prepare("DELETE FROM offsets WHERE source = ?");
  const toOffset = (row: Row): Revised => {
    const [source, offset] = [readStoredText(row["source"]), readStoredText(row["offset"])];
    if (source === undefined || offset === undefined || !isWholePair(row["source"], row["offset"], row)) {
      throw storeErrors.damaged(place, "an offset isn't what was stored");
    }
    return { source, offset, revision: toNumber(row["revision"]), storedAt: toNumber(row["stored_at"]) };
  };
  return {
    all: () => all.all().map(toOffset),
    get(source) {
      const row = get.get(toStoredText(source));
      return row && toOffset(row);
    },
    set(source, offset, at) {
      counters.add("revision", 1);
      const revision = counters.read("revision");
      const [key, value] = [toStoredText(source), toStoredText(offset)];
      set.run(key, value, revision, at, pairChecksum(key, value));
      return revision;
    },
    forget: (source) => Number(forget.run(toStoredText(source)).changes) > 0,
  };
};
