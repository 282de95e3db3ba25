import { generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import type { SourceName } from "../../lifecycle/settings.ts";
import { complianceBounces } from "../compliance-bounces.ts";

/** How many events each source has. */
const eventCount = 60;

/** The text that makes an event too large for an API that takes small ones. */
const longText = "x".repeat(4_000);

const makers = {
  airship: () =>
    [...generateAirshipEvents({ seed: 21, count: 2 * eventCount })]
      .filter(({ type }) => type === "CUSTOM")
      .slice(0, eventCount),
  compliance: () => complianceBounces(eventCount),
  webhook: () => [...generateBulkTrackingEvents({ seed: 21, count: eventCount })],
} as const satisfies Record<SourceName, () => readonly object[]>;

const textsThatGrow = new Set(["subject", "link_url", "url"]);

const lengthen = (event: object): object =>
  JSON.parse(JSON.stringify(event), (key, value: unknown) =>
    textsThatGrow.has(key) ? `https://a.test/${longText}` : value,
  );

/** Returns the events of a source; one that would be delivered is large where `hasLarge`. */
export const makeEvents = (source: SourceName, hasLarge = false): readonly object[] => {
  const events = makers[source]();
  if (!hasLarge) return events;
  const isLengthened = (event: object): boolean => JSON.stringify(lengthen(event)).length > longText.length;
  const large = events.findIndex((event) => /click|bounce/.test(JSON.stringify(event)) && isLengthened(event));
  return events.map((event, index) => (index === large ? lengthen(event) : event));
};
