// `Date.parse` alone takes nearly anything.
const httpDate = /^[a-z]+, .* GMT$/i;

/**
 * Reads a `Retry-After` header, delay-seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from `nowMs`.
 *
 * 0 for a date in the past, and for a header that is missing or can't be read.
 */
export const parseRetryAfter = (header: string | null | undefined, nowMs: number): number => {
  const text = header?.trim() ?? "";
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(httpDate.exec(text)?.[0] ?? "") - nowMs;
  return ms > 0 ? Math.ceil(ms) : 0;
};
