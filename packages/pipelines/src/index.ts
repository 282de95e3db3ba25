import type { SemanticEmailEvent } from "@email-events/core";
import type { TrackCallLike } from "./calls.ts";
import { createClientOn, type PipelinesClient } from "./client.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { nodePlatform } from "./platform/node.ts";

export * from "./exports.ts";

/**
 * Makes a client that delivers events to Customer.io's Pipelines API and accounts for each one. Under Node it sends
 * over `node:http(s)`.
 *
 * @example
 * await using client = createPipelinesClient({ writeKey, region: "eu" });
 * const outcome = await client.track(event);
 * @throws ConfigError for an option that can't work.
 */
export const createPipelinesClient = <E extends TrackCallLike = SemanticEmailEvent>(
  options: PipelinesClientOptions<E>,
): PipelinesClient<E> => createClientOn(nodePlatform, options);
