// `Date.parse` alone takes nearly anything.
const httpDate = /^[a-z]+, .* GMT$/i;

/**
 * Reads a `Retry-After` header, delay-seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from `nowMs`.
 *
 * A date in the past is 0; a missing or unreadable header is undefined.
 */
export const parseRetryAfter = (header: string | null | undefined, nowMs: number): number | undefined => {
  const text = header?.trim() ?? "";
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(httpDate.exec(text)?.[0] ?? "") - nowMs;
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.ceil(ms));
};
