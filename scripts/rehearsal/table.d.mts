/** What one package costs its users. */
export interface Row {
  readonly name: string;
  /** How many packages an installation adds, this one included. */
  readonly packages: number;
  /** The sizes of all installed files together. */
  readonly diskBytes: number;
  /** The size of the main import in a bundle; nothing for packages that only Node runs. */
  readonly gzippedBytes: number | undefined;
  readonly importMs: number;
  /** The installed packages of others. */
  readonly outside: readonly string[];
  /** Those of them that the manifest names. */
  readonly direct: readonly string[];
}

/** The table as Markdown, without alignment. */
export declare const toTable: (rows: readonly Row[]) => string;

/** Puts a table between the markers of a README. */
export declare const withTable: (readme: string, table: string) => string;

/** Returns what a README says that isn't so. */
export declare const staleCells: (readme: string, rows: readonly Row[]) => readonly string[];
