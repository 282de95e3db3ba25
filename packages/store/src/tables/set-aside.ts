import { bytesPlace, type Database, type Row } from "../sqlite/sqlite.ts";
import { toStoredText } from "../sqlite/text.ts";
import type { NewEvent, PageOptions, SetAsideReason } from "../stored-event.ts";
import type { Counters } from "./counters.ts";
import type { Pending } from "./pending.ts";
import type { Range } from "./ranges.ts";
import { readPage, type RowPage } from "./read-page.ts";
import { checksumOf, toDamagedEvent } from "./row.ts";

/** Events that wait for an operator. Each change is part of the caller's transaction. */
export interface SetAside {
  readonly insert: (number: number, event: NewEvent, why: SetAsideReason, at: number) => void;
  /** Moves a pending event, or replaces the reason of one that is set aside; returns whether the event exists. */
  readonly move: (number: number, why: SetAsideReason, at: number) => boolean;
  /** Sets a damaged event aside with its damaged bytes, and a new checksum that matches them. */
  readonly moveDamaged: (number: number, at: number) => void;
  /** Removes the events of a range that are marked for a retry, because they are settled. */
  readonly removeSettledRetries: (range: Range) => void;
  readonly remove: (number: number) => boolean;
  readonly requestRetry: (number: number) => boolean;
  readonly get: (number: number) => Row | undefined;
  readonly page: (options: PageOptions, of?: { readonly status?: string; readonly source?: string }) => RowPage;
  readonly retryPage: (options: PageOptions) => RowPage;
  readonly countRetries: () => number;
}

/** Why an event that is damaged is set aside. */
export const damagedReason: SetAsideReason = {
  status: "damaged",
  reason: "It isn't what was stored: its checksum doesn't match.",
  issues: [],
};

/** Reads a pending row, also a damaged one, whose columns may hold any type. */
const selectPending = `
  SELECT number, received_at, CAST(source AS TEXT) AS source, CAST(id AS TEXT) AS id,
    coalesce(CAST(payload AS BLOB), x'') AS payload
  FROM pending WHERE number = ?`;

const columns = "number, checksum, received_at, set_aside_at, is_retry, status, source, id, reason, issues";

export const createSetAside = (
  database: Database,
  counters: Counters,
  { unpack }: Pick<Pending, "unpack">,
): SetAside => {
  const insert = database.prepare(
    `INSERT INTO set_aside (${columns}, payload) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ${bytesPlace})`,
  );
  const copy = database.prepare(
    `INSERT INTO set_aside (${columns}, payload)
    SELECT number, checksum, received_at, ?, 0, ?, source, id, ?, ?, payload FROM pending WHERE number = ?`,
  );
  const removePending = database.prepare("DELETE FROM pending WHERE number = ?");
  const judge = database.prepare(
    "UPDATE set_aside SET set_aside_at = ?, is_retry = 0, status = ?, reason = ?, issues = ? WHERE number = ?",
  );
  const removeSettledRetries = database.prepare("DELETE FROM set_aside WHERE number BETWEEN ? AND ? AND is_retry = 1");
  const remove = database.prepare("DELETE FROM set_aside WHERE number = ?");
  const requestRetry = database.prepare("UPDATE set_aside SET is_retry = 1 WHERE number = ?");
  const readPending = database.prepare(selectPending);
  const get = database.prepare("SELECT *, length(payload) AS size FROM set_aside WHERE number = ?");
  const page = database.prepare(
    `SELECT ${columns}, length(payload) AS size FROM set_aside
    WHERE number > ? AND (? IS NULL OR status = ?) AND (? IS NULL OR source = ?) ORDER BY number LIMIT ?`,
  );
  const retryPage = database.prepare(
    `SELECT *, length(payload) AS size FROM set_aside INDEXED BY retries
    WHERE is_retry = 1 AND number > ? ORDER BY number LIMIT ?`,
  );
  const countRetries = database.prepare(
    "SELECT count(*) AS retries FROM set_aside INDEXED BY retries WHERE is_retry = 1",
  );
  for (const statement of [readPending, get, page, retryPage]) statement.setReadBigInts(true);

  const insertEvent: SetAside["insert"] = (number, event, { status, reason, issues }, at) => {
    const { receivedAt, source, id, payload } = event;
    const values = [number, checksumOf(number, event), receivedAt, at, toStoredText(status), toStoredText(source)];
    const storedId = id === undefined ? null : toStoredText(id);
    insert.run(...values, storedId, toStoredText(reason), JSON.stringify(issues), payload);
    counters.add("set_aside", 1);
  };
  const takeFromPending = (number: number): void => {
    removePending.run(number);
    counters.add("pending", -1);
  };
  const copyFromPending = (number: number, at: number, words: readonly string[]): boolean => {
    const run = (): boolean => Number(copy.run(at, ...words, number).changes) > 0;
    return run() || (unpack(number) && run());
  };

  return {
    insert: insertEvent,
    move(number, { status, reason, issues }, at) {
      const words = [toStoredText(status), toStoredText(reason), JSON.stringify(issues)];
      if (copyFromPending(number, at, words)) {
        counters.add("set_aside", 1);
        takeFromPending(number);
        return true;
      }
      return Number(judge.run(at, ...words, number).changes) > 0;
    },
    moveDamaged(number, at) {
      const pending = readPending.get(number) ?? (unpack(number) ? readPending.get(number) : undefined);
      if (pending) {
        takeFromPending(number);
        insertEvent(number, toDamagedEvent(pending), damagedReason, at);
        return;
      }
      const row = get.get(number);
      if (!row) return;
      remove.run(number);
      counters.add("set_aside", -1);
      insertEvent(number, toDamagedEvent(row), damagedReason, at);
    },
    removeSettledRetries([first, last]) {
      counters.add("set_aside", -Number(removeSettledRetries.run(first, last).changes));
    },
    remove(number) {
      const changes = Number(remove.run(number).changes);
      counters.add("set_aside", -changes);
      return changes > 0;
    },
    requestRetry: (number) => Number(requestRetry.run(number).changes) > 0,
    get: (number) => get.get(number),
    page: (options, { status, source } = {}) =>
      readPage(
        page,
        options,
        // Node 22 binds each value once, in order.
        [status, status, source, source].map((text) => (text === undefined ? null : toStoredText(text))),
      ),
    retryPage: (options) => readPage(retryPage, options),
    countRetries: () => Number(countRetries.get()?.["retries"] ?? 0),
  };
};
