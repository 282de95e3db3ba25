/** Sizes in UTF-8 bytes, as received. */
export interface CallLimits {
  readonly maxCallBytes: number;
  readonly maxBatchBytes: number;
}

/**
 * The documentation says 32 KB a call and 500 KB a batch, envelope included. An official client takes a KB as 1,000
 * bytes (its source code).
 */
export const defaultCallLimits: CallLimits = { maxCallBytes: 32_000, maxBatchBytes: 500_000 };

/** Calls have about five levels. Much deeper values overflow the stack when they are traversed or serialized. */
export const maxCallDepth = 100;
