/**
 * The part of the Standard Schema interface (version 1) that validators implement, for tools that accept any validation
 * library. Source: the Standard Schema specification.
 */
export interface StandardSchema<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "email-events";
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What `validate` returns: the event, or why it isn't one. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** An issue as tools of any validation library print it. */
export interface StandardIssue {
  /** What was expected and received, on one line without addresses: `expected a string, got 7`. */
  readonly message: string;
  /** The keys that lead to the invalid value; empty for the whole value. */
  readonly path: readonly PropertyKey[];
}
