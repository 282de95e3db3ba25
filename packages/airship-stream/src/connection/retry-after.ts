// `Date.parse` alone takes nearly anything, and takes the format of `asctime`, which ends with the year, for local time.
const parseHttpDate = (text = ""): number =>
  Date.parse(/\d GMT$/.test(text) ? text : /:.. \d{4}$/.test(text) ? `${text} GMT` : "");

/** Longer than any server should need, short enough that a wrong header doesn't end the stream. */
const maxMs = 300_000;

/**
 * Reads a `Retry-After` header, delay-seconds or an HTTP date in any of its three formats (RFC 9110, 10.2.3), as milliseconds
 * from now: 0 where it is missing or can't be read, and 300,000 at most.
 *
 * @param date - The answer's own `Date` header, which a date is measured against: the server's clock may differ from ours.
 */
export const parseRetryAfter = (header: string | undefined, nowMs: number, date?: string): number => {
  const text = header?.trim() ?? "";
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : parseHttpDate(text) - (parseHttpDate(date) || nowMs);
  return ms > 0 ? Math.min(maxMs, Math.ceil(ms)) : 0;
};
