import { matchesDateTime } from "./matches-date-time.js";

/** A full-date of RFC 3339. */
export function matchesDate(text /*: string */) /*: boolean */ {
  return matchesDateTime(`${text}T00:00:00Z`);
}
