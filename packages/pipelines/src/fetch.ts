import type { SemanticEmailEvent } from "@email-events/core";
import type { TrackCallLike } from "./calls.ts";
import { createClientOn, type PipelinesClient } from "./client.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { webPlatform } from "./platform/web.ts";

export * from "./exports.ts";

/**
 * Makes a client that delivers events to Customer.io's Pipelines API over `fetch`, and accounts for each one.
 *
 * @throws ConfigError for an option that can't work.
 */
export const createPipelinesClient = <E extends TrackCallLike = SemanticEmailEvent>(
  options: PipelinesClientOptions<E>,
): PipelinesClient<E> => createClientOn(webPlatform, options);
