import type { PageOptions } from "../stored-event.ts";
import type { RowPage } from "./read-page.ts";

/**
 * Merges pages of two tables, which begin after the same number, into one page in the order of the numbers. If one of them
 * has a next page, rows of the other that come after its end are left to the next merged page.
 */
export const mergePages = (one: RowPage, other: RowPage, { limit = 500 }: PageOptions): RowPage => {
  if (other.rows.length === 0) return one;
  if (one.rows.length === 0) return other;
  const end = Math.min(one.next ?? Infinity, other.next ?? Infinity);
  const rows = [...one.rows, ...other.rows]
    .filter(({ number }) => Number(number) <= end)
    .toSorted((a, b) => Number(a["number"]) - Number(b["number"]));
  const taken = rows.slice(0, limit);
  const isAll = end === Infinity && taken.length === rows.length;
  return { rows: taken, next: isAll ? undefined : Number(taken.at(-1)?.["number"] ?? end) };
};
