import type { OpenFile } from "./open-file.ts";
import { inTransaction } from "./sqlite/connection.ts";
import { toStoreError } from "./sqlite/failure.ts";
import type { Row } from "./sqlite/sqlite.ts";
import { isStoreError } from "./store-error.ts";
import type { CheckedPage } from "./stored-event.ts";
import type { RowPage } from "./tables/read-page.ts";
import type { Tables } from "./tables/tables.ts";

/** Returns the events of a page; `read` returns nothing for a damaged row. */
export type PageCheck = <T>(page: RowPage, read: (row: Row) => T | undefined) => CheckedPage<T>;

/** Creates what separates intact rows of a page from damaged ones, and sets those aside. */
export const createPageCheck = ({ place, database }: OpenFile, { setAside }: Tables, now: () => number): PageCheck => {
  const moveDamaged = (numbers: readonly number[]): void => {
    try {
      inTransaction(database, () => {
        for (const number of numbers) setAside.moveDamaged(number, now());
      });
    } catch (error) {
      // Without space they stay pending, and the next read tries again.
      if (!isStoreError(toStoreError(place, error), "full")) throw error;
    }
  };
  return <T>({ rows, next }: RowPage, read: (row: Row) => T | undefined) => {
    const events: T[] = [];
    const damaged: number[] = [];
    for (const row of rows) {
      const event = read(row);
      if (event === undefined) damaged.push(Number(row["number"]));
      else events.push(event);
    }
    if (damaged.length > 0) moveDamaged(damaged);
    return { events, next, damaged };
  };
};
