/**
 * One thing that is wrong with a value: where, which rule, what the rule asks for and what came instead.
 *
 * Safe to log: `received` describes the value and never repeats an address or a whole payload.
 */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the offending place; the empty string is the whole value. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed (`required`, `type`, `pattern`, ...), or a reader's own code. */
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  /** What was probably meant, where that can be told: `did you mean "delivery_address"?` */
  readonly hint?: string;
}
