/**
 * The types of call that the Pipelines API accepts, each at `POST /v1/<type>`.
 *
 * Source: the API's documentation.
 */
export const callTypes = ["identify", "track", "page", "screen", "group", "alias"] as const;

/** A type of Pipelines call. */
export type CallType = (typeof callTypes)[number];

/** Whether a value is a type of call. */
export const isCallType = (value: unknown): value is CallType => callTypes.some((type) => type === value);
