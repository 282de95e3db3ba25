import type { Mapper } from "./mapper.ts";
import { skip } from "./skip.ts";

/**
 * Puts a guard before a mapper: events for which it returns true are skipped with the reason, the others are mapped.
 */
export const unless = <Event, Call, Reason extends string>(
  holds: (event: Event) => boolean,
  reason: Reason,
  map: Mapper<Event, Call, Reason>,
): Mapper<Event, Call, Reason> => {
  const skipped = skip(reason);
  return (event) => (holds(event) ? skipped() : map(event));
};
