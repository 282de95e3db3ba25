import type { SemanticEmailEvent } from "@email-events/core";
import type { TrackCallLike } from "./calls.ts";
import { createClientOn, type PipelinesClient } from "./client.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { webPlatform } from "./platform/web.ts";

export * from "./exports.ts";

/**
 * Creates a client that delivers events to Customer.io's Pipelines API over `fetch`, with one outcome per event.
 *
 * @throws ConfigError for an invalid option.
 */
export const createPipelinesClient = <E extends TrackCallLike = SemanticEmailEvent>(
  options: PipelinesClientOptions<E>,
): PipelinesClient<E> => createClientOn(webPlatform, options);
