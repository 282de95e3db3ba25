import type { SemanticEmailEvent } from "@email-events/core";
import type { TrackCallLike } from "./calls.ts";
import { createClientOn, type PipelinesClient } from "./client.ts";
import type { PipelinesClientOptions } from "./client-options.ts";
import { nodePlatform } from "./platform/node.ts";

export * from "./exports.ts";

/**
 * Creates a client that delivers events to Customer.io's Pipelines API, with one outcome per event. Under Node it sends
 * over `node:http(s)`.
 *
 * @example
 * await using client = createPipelinesClient({ writeKey, region: "eu" });
 * const outcome = await client.track(event);
 * @throws ConfigError for an invalid option, or a proxy variable that isn't the URL of an HTTP proxy.
 */
export const createPipelinesClient = <E extends TrackCallLike = SemanticEmailEvent>(
  options: PipelinesClientOptions<E>,
): PipelinesClient<E> => createClientOn(nodePlatform, options);
