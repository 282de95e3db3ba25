import type { AirshipAssociatedPush } from "@email-events/core";
import { createRandom, type Random } from "./create-random.ts";
import { categories, clients, firstNames, senders, subjects } from "./sample-words.ts";

/** The input for the parts of one event. */
export interface Draw {
  readonly random: Random;
  /** The event's index in the stream, from 0. */
  readonly serial: number;
}

const firstOccurredMs = Date.UTC(2026, 0, 1);

/** Id, offset and times: one second per event, and a unique id. */
export const drawEnvelope = ({ random, serial }: Draw) => {
  const occurredMs = firstOccurredMs + serial * 1_000 + random.below(1_000);
  return {
    id: random.uuid(serial),
    offset: String(1_000_000_000_000 + serial),
    occurred: new Date(occurredMs).toISOString(),
    processed: new Date(occurredMs + 200 + random.below(60_000)).toISOString(),
  };
};

/**
 * A recipient: the channel is sometimes missing, and the named user has any of the three names that real events use.
 */
export const drawRecipient = ({ random }: Draw) => {
  const number = random.below(100_000);
  const name = random.pick(firstNames);
  const spelling = random.below(6);
  return {
    device: {
      ...(!random.chance(0.05) && { channel: random.uuid(number) }),
      device_type: "EMAIL" as const,
      delivery_address: `${name}.${number}@example.com`,
      ...(spelling === 0 && { named_user_id: `${name}-${number}` }),
      ...(spelling === 1 && { named_user: `${name}-${number}` }),
    },
    ...(spelling === 2 && { user: { named_user_id: `${name}-${number}` } }),
  };
};

const drawCampaigns = (random: Random): Pick<AirshipAssociatedPush, "campaigns"> => {
  const kind = random.below(4);
  if (kind === 0) return {};
  if (kind === 1) return { campaigns: null };
  return { campaigns: { categories: [random.pick(categories), `wave ${random.below(9)}`] } };
};

const buildPush = (push: number): AirshipAssociatedPush => {
  const random = createRandom(push);
  return {
    push_id: random.uuid(push),
    ...(random.chance(0.5) ? { time: "2026-01-01T00:00:00.000Z" } : { group_id: random.uuid(push) }),
    ...(random.chance(0.2) && { variant_id: random.below(4) }),
    ...drawCampaigns(random),
  };
};

const pushes = Array.from({ length: 40 }, (_, push) => buildPush(push));

/** One of 40 pushes, which don't depend on the seed: sent at a time, or part of a group. */
export const drawPush = ({ random }: Draw) => pushes[random.below(pushes.length)] ?? buildPush(0);

/** Sender, subject and usually the address. */
export const drawEmail = ({ random }: Draw, address: string) => ({
  sender: random.pick(senders),
  subject: random.pick(subjects),
  ...(!random.chance(0.02) && { email: address }),
});

/** The mail client; flags are strings, as in Airship's examples, or booleans, as documented. */
export const drawAgent = ({ random }: Draw, mayBePrefetched: boolean) => {
  const asString = random.chance(0.9);
  const isMobile = random.chance(0.6);
  const isPrefetched = mayBePrefetched && random.chance(0.3);
  return {
    ...random.pick(clients),
    is_mobile: asString ? (isMobile ? "true" : "false") : isMobile,
    is_prefetched: asString ? (isPrefetched ? "true" : "false") : isPrefetched,
  } as const;
};
