const imfDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i;

/**
 * Reads a `Retry-After` header, delay-seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from `nowMs`.
 *
 * A date in the past is 0; a missing or unreadable header is undefined.
 */
export const parseRetryAfter = (header: string | null | undefined, nowMs: number): number | undefined => {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!imfDate.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
};
