/** One thing that is wrong with a value. */
export interface Issue {
  /** JSON Pointer (RFC 6901) of the place. */
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  /** What was probably meant. */
  readonly hint?: string;
}

/** Tells whether a value fits; given a place, it notes there what doesn't. */
export type Check = (value: unknown, place?: unknown) => boolean;

export declare function issuesOf(value: unknown, check: Check, limit?: number): Issue[];

export declare function afresh(check: Check, value: unknown, place?: unknown): boolean;
