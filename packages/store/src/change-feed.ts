import type { OperatorChanges } from "./event-store.ts";
import { prepareNumber } from "./sqlite/connection.ts";
import type { Database } from "./sqlite/sqlite.ts";
import type { Tables } from "./tables/tables.ts";

/** What the owner knows of the offsets, and what operators changed since. */
export interface ChangeFeed {
  readonly readOffset: (source: string) => string | undefined;
  /** Whether the stored offset is the one that the owner has read. */
  readonly isKnown: (source: string) => boolean;
  readonly know: (revisions: ReadonlyMap<string, number>) => void;
  readonly readChanges: () => OperatorChanges | undefined;
}

export const createChangeFeed = (database: Database, { offsets, setAside }: Tables): ChangeFeed => {
  /** The revision of each offset that the owner has read or written; undefined where there was none. */
  const known = new Map<string, number | undefined>();
  const isKnown = (source: string): boolean => offsets.get(source)?.revision === known.get(source);
  // Another number once another connection has committed: https://sqlite.org/pragma.html#pragma_data_version
  const readVersion = prepareNumber(database, "PRAGMA data_version");
  let version = readVersion();
  let isOutstanding = false;
  return {
    isKnown,
    readOffset(source) {
      const stored = offsets.get(source);
      known.set(source, stored?.revision);
      return stored?.offset;
    },
    know(revisions) {
      for (const [source, revision] of revisions) known.set(source, revision);
    },
    readChanges() {
      const now = readVersion();
      if (now === version && !isOutstanding) return undefined;
      version = now;
      const changed = [...known.keys()].filter((source) => !isKnown(source));
      isOutstanding = changed.length > 0;
      return { retries: setAside.countRetries(), offsets: changed };
    },
  };
};
