/**
 * One thing that is wrong with a value: its location, the rule, the expected value and the received one.
 *
 * `received` is safe to log: it describes the value, and never repeats an address or a whole payload. `pointer`
 * contains the keys of the value, which can be addresses.
 */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the invalid value; the empty string is the whole value. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed (`required`, `type`, `pattern`, ...), or a code of the validator or mapper. */
  readonly code: string;
  /** In words: `a string`. */
  readonly expected: string;
  /** In words, safe to log: `7`, `nothing`, `a string of 52 characters`. */
  readonly received: string;
  /** What was probably meant, if known: `did you mean "delivery_address"?` */
  readonly hint?: string;
}
