import { none, type Notice } from "./notice.ts";

const source = "Customer.io, Pipelines API: timestamp is ISO 8601";

const aDayMs = 86_400_000;

/** Nobody sent email events before. */
const firstYear = 1990;

/** ISO 8601 as senders write it: a date, and perhaps a time, with or without a fraction and a zone. */
const iso8601 = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Returns a zone as JavaScript takes it: `+01` and `+0100` as `+01:00`. */
const toFullZone = (zone: string): string =>
  zone
    .toUpperCase()
    .replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes: string = "00") => `${hours}:${minutes}`);

/**
 * Returns Unix milliseconds, to the second; `NaN` for what isn't ISO 8601. A time without a zone is read as UTC, whatever
 * the zone of this machine is, and a leap second as the second before it.
 */
const readIso = (timestamp: string): number => {
  const [, date, time = "00:00", second = "00", zone = "Z"] = iso8601.exec(timestamp) ?? [];
  const seconds = second === "60" ? "59" : second;
  return Date.parse(`${date}T${time}:${seconds}${toFullZone(zone)}`);
};

const inSeconds = /^\d{9,10}(?:\.\d+)?$/;
const inMilliseconds = /^\d{12,13}$/;

/** A time that the API takes and reads otherwise than it was meant. */
export const oddTimestamp: Notice = ({ call: { timestamp }, nowMs }) => {
  if (typeof timestamp !== "string") return none;
  const finding = (code: string, sentence: string, next: string) => [
    { code, sentence, pointer: "/timestamp", next, source },
  ];
  const iso = "Write the time in ISO 8601, as in 2026-03-09T07:41:12.000Z.";
  if (inSeconds.test(timestamp)) return finding("seconds", "The timestamp is a number of seconds, not a date.", iso);
  if (inMilliseconds.test(timestamp))
    return finding("milliseconds", "The timestamp is a number of milliseconds, not a date.", iso);
  const ms = readIso(timestamp);
  if (Number.isNaN(ms))
    return finding("no-time", "The timestamp isn't ISO 8601: the time of receipt may count instead.", iso);
  if (new Date(ms).getUTCFullYear() < firstYear)
    return finding(
      "seconds",
      "The timestamp is long ago: seconds were probably read as milliseconds.",
      "Multiply Unix seconds by 1,000 before you make a date of them.",
    );
  if (nowMs !== undefined && ms > nowMs + aDayMs)
    return finding(
      "future",
      "The timestamp is in the future: campaigns and segments may not see the event yet.",
      "Check the clock and the time zone of the sender.",
    );
  return none;
};
