import { UsageError, value, type Input } from "@email-events/cli";
import type { AirshipSettings, WebhookSettings } from "../running/settings.ts";

const unitsMs: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** The longest duration: 24 days, the longest that timers count. */
const maxDurationMs = 2_073_600_000;

const parseDuration = (text: string): number => {
  const [, digits, unit] = /^(\d{1,10})(ms|s|m|h)$/.exec(text) ?? [];
  return Number(digits) * (unitsMs.get(unit ?? "") ?? Number.NaN);
};

/** A duration with its unit; in ms. */
export const duration = (about: string): Input<number | undefined> => {
  const expected = "such as 500ms, 30s, 2m or 1h";
  const input = value("DURATION", about, (text, { name, quote }) => {
    const ms = parseDuration(text);
    if (ms >= 0 && ms <= maxDurationMs) return ms;
    throw new UsageError(`${name} must be a duration ${expected}, not "${quote(text)}"`);
  });
  return { ...input, expected };
};

const maxPort = 65_535;

const parseAddress = (text: string): WebhookSettings | undefined => {
  const [, bracketed, plain, digits] = /^(?:\[([\da-fA-F:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host === undefined || port > maxPort ? undefined : { host, port };
};

/** `HOST:PORT`. */
export const address = (about: string): Input<WebhookSettings | undefined> => {
  const expected = "such as 127.0.0.1:8080 or [::1]:8080";
  const input = value("HOST:PORT", about, (text, { name, quote }) => {
    const found = parseAddress(text);
    if (found !== undefined) return found;
    throw new UsageError(`${name} must be HOST:PORT, ${expected}, not "${quote(text)}"`);
  });
  return { ...input, expected };
};

/** `N/M`: one of several readers that share a stream. */
export const partition = (about: string): Input<AirshipSettings["partition"]> => {
  const expected = "from 0/M to M-1/M";
  const input = value("N/M", about, (text, { name, quote }) => {
    const [, selection, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
    if (Number(selection) < Number(count)) return { selection: Number(selection), count: Number(count) };
    throw new UsageError(`${name} must be N/M, ${expected}, not "${quote(text)}"`);
  });
  return { ...input, expected };
};
