import type { BulkTrackingAdditional, BulkTrackingEvent } from "@email-events/core";
import { createRandom, type Random } from "./create-random.ts";
import { readGenerateOptions, type GenerateOptions } from "./generate-options.ts";
import { firstNames, links, subjects, userAgents } from "./sample-words.ts";

const firstOccurredMs = Date.UTC(2026, 0, 1);

/** The sender's data: full, empty, absent, or the empty array that PHP writes for an empty map. */
const drawAdditional = (random: Random, name: string): { readonly additional?: BulkTrackingAdditional } => {
  const kind = random.below(8);
  if (kind === 0) return {};
  if (kind === 1) return { additional: [] };
  if (kind === 2) return { additional: {} };
  return {
    additional: {
      user_id: `${name}-${random.below(1_000)}`,
      campaign_id: `camp-${random.below(20)}`,
      campaign_name: "Winter sale",
      email_subject: random.pick(subjects),
      list_id: "news",
      ...(random.chance(0.2) && { coupon_code: "WINTER20" }),
    },
  };
};

const drawEnvelope = (random: Random, serial: number) => {
  const name = random.pick(firstNames);
  const occurredMs = firstOccurredMs + serial * 1_000 + random.below(1_000);
  return {
    event_id: random.uuid(serial),
    timestamp: random.chance(0.9) ? String(occurredMs) : occurredMs,
    recipient: `${name}.${random.below(100_000)}@example.com`,
    ...(!random.chance(0.05) && { message_id: `<${random.uuid(serial)}@mail.example.com>` }),
    ...(!random.chance(0.05) && { ip: random.chance(0.2) ? "2001:db8::7" : `192.0.2.${random.below(256)}` }),
    ...(!random.chance(0.05) && { user_agent: random.pick(userAgents) }),
    ...drawAdditional(random, name),
  };
};

const make = (random: Random, serial: number): BulkTrackingEvent => {
  const envelope = drawEnvelope(random, serial);
  const kind = random.below(20);
  if (kind === 0) return { ...envelope, type: "unsubscribe" };
  if (kind < 6) return { ...envelope, type: "click", url: random.pick(links)[1] };
  return { ...envelope, type: "open" };
};

/**
 * Generates bulk-tracking events: clicks, opens and unsubscribes with irregularities of real streams. Each is valid and
 * has a unique id. The same seed gives the same events, whatever the count.
 *
 * @throws TypeError if seed or count is out of range.
 */
export function* generateBulkTrackingEvents(
  options: GenerateOptions = {},
): Generator<BulkTrackingEvent, void, undefined> {
  const { seed, count } = readGenerateOptions(options);
  const random = createRandom(seed);
  for (let serial = 0; serial < count; serial += 1) yield make(random, serial);
}
