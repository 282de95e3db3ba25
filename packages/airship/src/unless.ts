import type { AirshipInitialOpenEvent, AirshipOpenEvent } from "@email-events/core";
import type { AirshipSkipReason, Mapper } from "./map-outcome.ts";
import type { AnyUnsubscribe } from "./mappers/unsubscribed.ts";
import { parseFlag } from "./parse-flag.ts";
import { presentObject } from "./present-object.ts";
import { skip } from "./skip.ts";

/** Puts a guard before a mapper: the events that it holds for are skipped with the reason, the rest is mapped. */
export const unless = <Event, Call>(
  holds: (event: Event) => boolean,
  reason: AirshipSkipReason,
  map: Mapper<Event, Call>,
): Mapper<Event, Call> => {
  const skipped = skip(reason);
  return (event) => (holds(event) ? skipped() : map(event));
};

/** Whether a privacy proxy probably made the open. */
export const isPrefetched = (event: AirshipInitialOpenEvent | AirshipOpenEvent): boolean =>
  parseFlag(presentObject(event.body.properties)?.is_prefetched) === true;

// Airship unsubscribes an address by itself after these, and streams each of them as an event of its own.
const causes: ReadonlySet<unknown> = new Set(["bounce", "spam_complaint", "out_of_band"]);

/** Whether Airship made the unsubscribe itself, after another event, so that nobody asked for it. */
export const isConsequence = (event: AnyUnsubscribe): boolean =>
  causes.has(presentObject(event.body.properties)?.unsubscribe_event_type);
