import type { StoreStats } from "./event-store.ts";
import { createSizeLimit } from "./file/size-limit.ts";
import { openBeside, type OpenFile } from "./open-file.ts";
import { inTransaction } from "./sqlite/connection.ts";
import { explained } from "./sqlite/failure.ts";
import { readStats } from "./stats.ts";
import type { Page, PageOptions, SetAsideEvent, SetAsideSummary } from "./stored-event.ts";
import type { StoredOffset } from "./tables/offsets.ts";
import { readSetAside, readSummary } from "./tables/row.ts";
import { createTables } from "./tables/tables.ts";

/** Which events are listed. */
export interface ListOptions extends PageOptions {
  readonly status?: string | undefined;
  readonly source?: string | undefined;
}

/** What an operator does with a store, also while a relay owns it. The relay learns of changes by `readChanges`. */
export interface OperatorStore {
  /** Events that are set aside, in the order of their numbers, without payloads. */
  readonly list: (options?: ListOptions) => Page<SetAsideSummary>;
  readonly show: (number: number) => SetAsideEvent | undefined;
  /** Marks events for retry, which the relay does once it runs. Returns how many of them there are. */
  readonly retry: (numbers: readonly number[]) => number;
  /** Deletes events that are set aside. Returns how many of them there were. */
  readonly drop: (numbers: readonly number[]) => number;
  readonly offsets: () => readonly StoredOffset[];
  /** Sets the offset at which a source resumes. A running relay doesn't overwrite it before it has read it. */
  readonly setOffset: (source: string, offset: string) => void;
  /** Returns whether there was one. */
  readonly forgetOffset: (source: string) => boolean;
  readonly readValue: (key: string) => string | undefined;
  readonly stats: () => StoreStats;
  readonly close: () => void;
}

const createOperator = (file: OpenFile): OperatorStore => {
  const { place, database } = file;
  const tables = createTables(place, database);
  const { setAside, offsets, values } = tables;
  const limit = createSizeLimit(place, database, file.reserve);
  const explain = <T>(work: () => T): T => explained(place, work);
  const change = <T>(work: () => T): T => explain(() => inTransaction(database, work));
  const countOf = (numbers: readonly number[], act: (number: number) => boolean): number =>
    change(() => numbers.filter((number) => act(number)).length);
  let isOpen = true;
  return {
    list: ({ status, source, ...options } = {}) =>
      explain(() => {
        const of = { ...(status === undefined ? {} : { status }), ...(source === undefined ? {} : { source }) };
        const { rows, next } = setAside.page(options, of);
        return { events: rows.map(readSummary), next };
      }),
    show: (number) =>
      explain(() => {
        const row = setAside.get(number);
        return row && readSetAside(row);
      }),
    retry: (numbers) => countOf(numbers, setAside.requestRetry),
    drop: (numbers) => countOf(numbers, setAside.remove),
    offsets: () => explain(() => offsets.all().map(({ source, offset, storedAt }) => ({ source, offset, storedAt }))),
    setOffset: (source, offset) => void change(() => offsets.set(source, offset, Date.now())),
    forgetOffset: (source) => change(() => offsets.forget(source)),
    readValue: (key) => explain(() => values.get(key)),
    stats: () => explain(() => readStats(tables, limit.measure())),
    close() {
      if (!isOpen) return;
      isOpen = false;
      explain(() => file.close());
    },
  };
};

/**
 * Opens a store beside the relay that owns it, or without one.
 *
 * @throws StoreError: `readonly` where there is no store, and the codes of `openStore`
 */
export const openOperator = (path: string): OperatorStore => {
  const file = openBeside(path);
  try {
    return explained(file.place, () => createOperator(file));
  } catch (error) {
    file.close();
    throw error;
  }
};
