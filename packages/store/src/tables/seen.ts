import { crc32 } from "node:zlib";
import type { Change } from "../event-store.ts";
import { pageSizeBytes } from "../sqlite/page-size.ts";
import type { Database, Row, SqlValue } from "../sqlite/sqlite.ts";
import { createRecentIds } from "./recent-ids.ts";

/** Ids in one row, in the order they came; `first` is the position of the first one. */
interface IdChunk {
  readonly first: number;
  readonly ids: readonly string[];
}

/** A row of ids: the position of the first one, and what its pages take, in bytes. */
interface IdRow {
  readonly first: number;
  readonly bytes: number;
}

/** Ids to remember, and those that are known to be new. */
export type SeenIds = Pick<Change, "remember" | "rememberUnseen">;

/** What `write` has written, to be taken over once it is committed. */
export interface SeenChange {
  readonly added: readonly string[];
  readonly tail: IdChunk;
  /** All rows that are there then, oldest first. */
  readonly rows: readonly IdRow[];
}

/** The ids that were seen last: a bounded count, the oldest forgotten first. */
export interface Seen {
  /** Returns those of some ids that were seen. */
  readonly findIn: (ids: readonly string[]) => ReadonlySet<string>;
  /** Writes the ids that are new, as part of the caller's transaction. */
  readonly write: (ids: SeenIds) => SeenChange | undefined;
  /** Remembers what was written, once that is committed. */
  readonly accept: (change: SeenChange) => void;
  /** Removes what is too much by now, as under a lower limit: no change that would do so may find room before. */
  readonly trim: () => void;
}

/** Ids that come alone share a row until it has so many. */
const idsPerRow = 128;

const checksumOf = (first: number, text: string): number => crc32(`${first} ${text}`);

/** Whether a row is as it was stored. */
export const isWholeIdRow = ({ first, ids, checksum }: Row): boolean =>
  typeof ids === "string" && checksumOf(Number(first), ids) === Number(checksum);

const readChunk = (row: Row): IdChunk => {
  const ids: readonly string[] = JSON.parse(String(row["ids"]));
  return { first: Number(row["first"]), ids };
};

/** Removes damaged rows: the ids in them may come twice, and nothing is lost. */
const removeDamaged = (database: Database): void => {
  const rows = database.prepare("SELECT * FROM seen");
  rows.setReadBigInts(true);
  const damaged: SqlValue[] = [];
  for (const row of rows.iterate()) {
    if (!isWholeIdRow(row) && typeof row["first"] === "bigint") damaged.push(row["first"]);
  }
  const remove = database.prepare("DELETE FROM seen WHERE first = ?");
  for (const first of damaged) remove.run(first);
};

const nothing: Seen = { findIn: () => new Set(), write: () => undefined, accept: () => {}, trim: () => {} };

const toPages = (bytes: number): number => Math.ceil(bytes / pageSizeBytes) * pageSizeBytes;

const readRows = (database: Database): readonly IdRow[] => {
  const rows = database.prepare("SELECT first, length(CAST(ids AS BLOB)) AS bytes FROM seen ORDER BY first");
  // Damage may leave any number.
  rows.setReadBigInts(true);
  return rows.all().map(({ first, bytes }) => ({ first: Number(first), bytes: toPages(Number(bytes)) }));
};

/**
 * Returns the newest rows: those with positions from `oldest` on, or fewer where they take more than `mostBytes`. The last one is
 * kept, however large it is.
 */
const newestOf = (rows: readonly IdRow[], oldest: number, mostBytes: number): readonly IdRow[] => {
  let from = rows.length;
  let bytes = 0;
  while (from > 0 && (rows[from]?.first ?? Infinity) > oldest) {
    bytes += rows[from - 1]?.bytes ?? 0;
    if (bytes > mostBytes && from < rows.length) break;
    from -= 1;
  }
  return rows.slice(from);
};

/**
 * Reads the ids that are stored. A limit of 0 remembers none, and leaves those in the file as they are.
 *
 * @param mostBytes - The most that they may take in the file, also of those that are left: of longer ones, fewer are remembered.
 */
export const createSeen = (database: Database, limit: number, mostBytes: number): Seen => {
  const dropBefore = database.prepare("DELETE FROM seen WHERE first < ?");
  const keep = (rows: readonly IdRow[]): void => void dropBefore.run(rows[0]?.first ?? 0);
  if (limit === 0) return { ...nothing, trim: () => keep(newestOf(readRows(database), 0, mostBytes)) };
  removeDamaged(database);
  const chunkAt = database.prepare("SELECT * FROM seen WHERE first <= ? ORDER BY first DESC LIMIT 1");
  const put = database.prepare("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)");
  let read: IdChunk = { first: -1, ids: [] };
  const idAt = (position: number): string | undefined => {
    if (position < read.first || position >= read.first + read.ids.length) {
      const row = chunkAt.get(position);
      if (row) read = readChunk(row);
    }
    return read.ids[position - read.first];
  };

  const last = chunkAt.get(Number.MAX_SAFE_INTEGER);
  let tail: IdChunk = last ? readChunk(last) : { first: 0, ids: [] };
  const end = tail.first + tail.ids.length;
  const start = Math.max(0, end - limit);
  let rows = readRows(database);
  const recent = createRecentIds(limit, start, (position, id) => idAt(position) === id);
  const load = (): void => {
    const oldest = Number(chunkAt.get(start)?.["first"] ?? start);
    for (const row of database.prepare("SELECT * FROM seen WHERE first >= ? ORDER BY first").iterate(oldest)) {
      const { first, ids } = readChunk(row);
      // A gap that a damaged row left is filled, so that positions stay true.
      while (recent.next() < first) recent.add([`\0${recent.next()}`]);
      recent.add(ids.slice(Math.max(0, recent.next() - first)));
    }
  };
  load();

  return {
    findIn: recent.findIn,
    write({ remember = [], rememberUnseen = [] }) {
      const known = recent.findIn(remember);
      const added = [...[...new Set(remember)].filter((id) => !known.has(id)), ...rememberUnseen];
      if (added.length === 0) return undefined;
      const isJoined = tail.ids.length + added.length <= idsPerRow;
      const written = isJoined
        ? { first: tail.first, ids: [...tail.ids, ...added] }
        : { first: tail.first + tail.ids.length, ids: added };
      const text = JSON.stringify(written.ids);
      put.run(written.first, checksumOf(written.first, text), text);
      const all = [
        ...(isJoined ? rows.slice(0, -1) : rows),
        { first: written.first, bytes: toPages(Buffer.byteLength(text)) },
      ];
      const kept = newestOf(all, written.first + written.ids.length - limit, mostBytes);
      keep(kept);
      return { added, tail: written, rows: kept };
    },
    accept({ added, tail: written, rows: kept }) {
      tail = written;
      rows = kept;
      // The cached row may be an older version of the row that was written.
      read = { first: -1, ids: [] };
      recent.add(added);
    },
    trim() {
      rows = newestOf(rows, start, mostBytes);
      keep(rows);
    },
  };
};
