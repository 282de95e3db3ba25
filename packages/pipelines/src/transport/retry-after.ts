// `Date.parse` alone accepts nearly anything, and takes the format of `asctime`, which ends with the year, for local time.
const parseHttpDate = (text: string): number =>
  Date.parse(/\d GMT$/.test(text) ? text : /:.. \d{4}$/.test(text) ? `${text} GMT` : "");

/**
 * Parses a `Retry-After` header (delay-seconds or an HTTP date in any of its three formats; RFC 9110, 10.2.3) to
 * milliseconds from now.
 *
 * A date is compared with `date`, the answer's `Date` header, because the server's clock may differ; with `nowMs` if
 * that is missing or invalid. Returns 0 for a date in the past, and for a missing or invalid header.
 */
export const parseRetryAfter = (header: string | null | undefined, nowMs: number, date?: string | null): number => {
  const text = header?.trim() ?? "";
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - (parseHttpDate(date ?? "") || nowMs);
  return ms > 0 ? ms : 0;
};
