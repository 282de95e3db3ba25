import type { AirshipEvent } from "@email-events/core";
import { drawAgent, drawEmail, drawEnvelope, drawPush, drawRecipient, type Draw } from "./airship/parts.ts";
import { createRandom } from "../create-random.ts";
import { readGenerateOptions, type GenerateOptions } from "../generate-options.ts";
import { links } from "../sample-words.ts";

const bounceClasses = ["1", "10", "20", "22", "25", "26", "30", "51", "70", "90", "100"] as const;
const unsubscribeTypes = ["link_unsubscribe", "list_unsubscribe", "global_unsubscribe", "bounce"] as const;
const registrationTypes = ["opt_in", "opt_out", "unsubscribe"] as const;

/** A CUSTOM event with a body. */
const custom = <const Body extends object>(draw: Draw, bodyOf: (address: string) => Body) => {
  const recipient = drawRecipient(draw);
  return {
    ...drawEnvelope(draw),
    ...recipient,
    type: "CUSTOM" as const,
    body: {
      source: "API" as const,
      session_id: draw.random.uuid(draw.serial),
      triggering_push: drawPush(draw),
      ...bodyOf(recipient.device.delivery_address),
    },
  };
};

const compliance = <const Body extends object>(draw: Draw, bodyOf: (address: string) => Body) => {
  const recipient = drawRecipient(draw);
  const body = bodyOf(recipient.device.delivery_address);
  return { ...drawEnvelope(draw), ...recipient, type: "COMPLIANCE" as const, body };
};

const offsetUpdate = ({ serial }: Draw): AirshipEvent => ({
  type: "OFFSET_UPDATE",
  offset: String(1_000_000_000_000 + serial),
});

/** The frequency of a kind, per thousand, and the function that creates it. */
type Kind = readonly [perThousand: number, make: (draw: Draw) => AirshipEvent];

const kinds: readonly Kind[] = [
  [280, (draw) => custom(draw, (address) => ({ name: "injection", properties: drawEmail(draw, address) }))],
  [280, (draw) => custom(draw, (address) => ({ name: "delivery", properties: drawEmail(draw, address) }))],
  [
    150,
    (draw) =>
      custom(draw, (address) => ({
        name: "initial_open",
        properties: { ...drawEmail(draw, address), ...drawAgent(draw, true) },
      })),
  ],
  [
    110,
    (draw) =>
      custom(draw, (address) => ({
        name: "open",
        properties: { ...drawEmail(draw, address), ...drawAgent(draw, true) },
      })),
  ],
  [
    80,
    (draw) =>
      custom(draw, (address) => {
        const [link_name, link_url] = draw.random.pick(links);
        const link = draw.random.chance(0.3) ? { link_url } : { link_name, link_url };
        return { name: "click", properties: { ...drawEmail(draw, address), ...link, ...drawAgent(draw, false) } };
      }),
  ],
  [
    30,
    (draw) =>
      custom(draw, (address) => ({
        name: "bounce",
        properties: {
          ...drawEmail(draw, address),
          bounce_event_type: "bounce",
          bounce_class: draw.random.pick(bounceClasses),
        },
      })),
  ],
  [25, (draw) => custom(draw, (address) => ({ name: "delay", properties: drawEmail(draw, address) }))],
  [
    14,
    (draw) =>
      custom(draw, () => ({
        name: "unsubscribe",
        properties: { unsubscribe_event_type: draw.random.pick(unsubscribeTypes) },
      })),
  ],
  [4, (draw) => custom(draw, (address) => ({ name: "spam_complaint", properties: drawEmail(draw, address) }))],
  [
    4,
    (draw) =>
      custom(draw, (address) => ({
        name: "out_of_band",
        properties: { ...drawEmail(draw, address), bounce_class: draw.random.pick(bounceClasses) },
      })),
  ],
  [4, (draw) => custom(draw, (address) => ({ name: "list_unsubscribe", properties: drawEmail(draw, address) }))],
  [4, (draw) => custom(draw, (address) => ({ name: "link_unsubscribe", properties: drawEmail(draw, address) }))],
  [
    8,
    (draw) =>
      compliance(draw, (address) => ({
        event_type: "bounce",
        identifiers: { address },
        properties: { bounce_class: Number(draw.random.pick(bounceClasses)) },
      })),
  ],
  [
    4,
    (draw) =>
      compliance(draw, () => ({
        event_type: "registration",
        properties: { registration_type: draw.random.pick(registrationTypes) },
      })),
  ],
  [3, offsetUpdate],
];

/** A lookup table of the weights: a thousand entries with the function of their kind. */
const makers = kinds.flatMap(([perThousand, make]) => Array.from({ length: perThousand }, () => make));

/**
 * Generates Airship events as in a stream: all documented and observed kinds in a realistic mix, with irregularities of
 * real streams. Each is valid; each but an OFFSET_UPDATE has a unique id. The same seed gives the same events, whatever
 * the count.
 *
 * @throws TypeError if seed or count is out of range.
 * @example
 * for (const event of generateAirshipEvents({ seed: 7, count: 100 })) console.log(event.type);
 */
export function* generateAirshipEvents(options: GenerateOptions = {}): Generator<AirshipEvent, void, undefined> {
  const { seed, count } = readGenerateOptions(options);
  const random = createRandom(seed);
  for (let serial = 0; serial < count; serial += 1) {
    const make = makers[random.below(makers.length)] ?? offsetUpdate;
    yield make({ random, serial });
  }
}
