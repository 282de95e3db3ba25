import { describeValue, thirteenDigits, type TimeRange } from "@email-events/core/mapping";

/** A time: a `Date`, or ISO 8601 with an offset or `Z`, or a date, which means midnight UTC. */
export type Moment = Date | string;

/** The range of times in which an event can have happened, both bounds included. */
export interface PlausibleTime {
  /** The earliest time; 2001-09-09T01:46:40.000Z by default. */
  readonly from?: Moment | undefined;
  /** The latest time; 2286-11-20T17:46:39.999Z by default. */
  readonly to?: Moment | undefined;
}

const isoMoment = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** RFC 3339, the format of a track call, has years of four digits. */
const lastMs = /* @__PURE__ */ Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const describeMoment = (moment: unknown): string => {
  if (!(moment instanceof Date)) return describeValue(moment);
  return Number.isNaN(moment.getTime()) ? "an invalid Date" : moment.toISOString();
};

/** Whether the day exists: `Date` reads the 30th of February as the 2nd of March. */
const isDay = (moment: string): boolean => {
  const day = moment.slice(0, 10);
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};

const toMs = (end: keyof PlausibleTime, moment: unknown, otherwiseMs: number): number => {
  if (moment === undefined) return otherwiseMs;
  const isMoment = moment instanceof Date || (typeof moment === "string" && isoMoment.test(moment) && isDay(moment));
  const ms = isMoment ? new Date(moment).getTime() : Number.NaN;
  if (ms >= 0 && ms <= lastMs) return ms;
  throw new TypeError(
    `The option plausibleTime.${end} can't be ${describeMoment(moment)}: use a Date, or a time such as "2026-01-01" or ` +
      `"2026-01-01T00:00:00Z", from 1970 to 9999.`,
  );
};

/**
 * Reads the option `plausibleTime`.
 *
 * @throws TypeError for a bound that isn't a time from 1970 to 9999, and for an empty range.
 */
export const toTimeRange = ({ from, to }: PlausibleTime): TimeRange => {
  const fromMs = toMs("from", from, thirteenDigits.fromMs);
  const endMs = toMs("to", to, thirteenDigits.toMs);
  if (fromMs <= endMs) return { fromMs, toMs: endMs };
  throw new TypeError("The option plausibleTime is empty: from must not be later than to.");
};
