import type { MapOutcome } from "@email-events/core";
import { placesIn, type Place } from "./place.ts";

/** Validates and maps a value. */
export type MapValue = (value: unknown) => MapOutcome<unknown>;

/** What was made of a value: a call; or no call, and why; or `undefined`, which tells nothing. */
export type Effect = { readonly call: unknown } | { readonly without: string } | undefined;

/** Returns what an outcome shows. One that is invalid shows nothing about where values go. */
export const effectOf = (outcome: MapOutcome<unknown>): Effect => {
  switch (outcome.status) {
    case "mapped":
      return { call: outcome.event };
    case "skipped":
      return { without: `skipped ${outcome.reason}` };
    case "unrecognized":
      return { without: "unrecognized" };
    case "invalid":
      return undefined;
    default:
      return outcome satisfies never;
  }
};

/**
 * Returns what is made of a changed event. A mapper with a function of the caller's can throw for one that the function
 * doesn't expect.
 */
export const effectOfVariant = (map: MapValue, variant: unknown): Effect => {
  try {
    return effectOf(map(variant));
  } catch {
    return undefined;
  }
};

/** The place of an event's name in a call. */
export const namePath = ["event"];

const isEmptyContainer = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

/** Returns the values of the call; none where there is no call. Objects and lists without any aren't values. */
export const valuesOf = (effect: Effect): readonly Place[] =>
  effect !== undefined && "call" in effect ? placesIn(effect.call).filter(({ value }) => !isEmptyContainer(value)) : [];
