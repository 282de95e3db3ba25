import type { Issue } from "@email-events/core";
import { semantic } from "@email-events/validator";
import { issuesOfTrackCall } from "@email-events/validator/semantic";

const nameOf = (event: unknown): unknown =>
  typeof event === "object" && event !== null && "event" in event ? event.event : undefined;

/**
 * Finds what is wrong with a call that a mapper made. A call with a custom name only needs the shape of a track call.
 *
 * @param customNames - The names under which the mapper forwards custom events.
 */
export const findMappedIssues = (event: unknown, customNames: ReadonlySet<unknown>): readonly Issue[] => {
  if (customNames.has(nameOf(event))) return issuesOfTrackCall(event);
  const checked = semantic.parse(event);
  return checked.status === "valid" ? [] : checked.issues;
};
