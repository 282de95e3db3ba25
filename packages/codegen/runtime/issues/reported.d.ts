/** One thing that is wrong with a value. `pointer` is a JSON Pointer, `code` the keyword that failed. */
export interface Issue {
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
}
