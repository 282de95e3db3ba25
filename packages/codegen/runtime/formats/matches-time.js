import { matchesDateTime } from "./matches-date-time.js";

/** A full-time of RFC 3339. */
export function matchesTime(text /*: string */) /*: boolean */ {
  return matchesDateTime(`2000-01-01T${text}`);
}
