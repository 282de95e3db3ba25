/** What a column can hold. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** The place of bytes in a statement. Node 22 binds those of an empty `ArrayBuffer` as NULL. */
export const bytesPlace = "coalesce(?, x'')";

/** A row as it is read. In a damaged file, a column may hold a value of any type. */
export type Row = Readonly<Record<string, unknown>>;

/** The part of `StatementSync` that is used. */
export interface Statement {
  run(...values: readonly SqlValue[]): { readonly changes: number | bigint };
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): readonly Row[];
  iterate(...values: readonly SqlValue[]): Iterable<Row>;
  setReadBigInts(isOn: boolean): void;
}

/** The part of `DatabaseSync` that is used: the same in Node and in `@photostructure/sqlite`. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
