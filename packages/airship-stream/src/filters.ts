import type { StreamFilter } from "./stream-options.ts";

/**
 * Selects email events: deliveries, opens, clicks, bounces, unsubscribes.
 *
 * Source: Airship's documentation of email feedback in Real-Time Data Streaming.
 */
export const emailFeedback: StreamFilter = { types: ["CUSTOM"], device_types: ["email"] };
