/**
 * The kinds of call that the Pipelines API takes, each at `POST /v1/<kind>`.
 *
 * Source: the API's documentation (grade "doc" in facts-pipelines).
 */
export const callTypes = ["identify", "track", "page", "screen", "group", "alias"] as const;

/** A kind of Pipelines call. */
export type CallType = (typeof callTypes)[number];

/** Whether a value names a kind of call. */
export const isCallType = (value: unknown): value is CallType => callTypes.some((type) => type === value);
