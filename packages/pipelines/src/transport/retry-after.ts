// `Date.parse` alone accepts nearly anything.
const httpDate = /^[a-z]+, .* GMT$/i;

const parseHttpDate = (text: string | null | undefined): number =>
  Date.parse(httpDate.exec(text?.trim() ?? "")?.[0] ?? "");

/**
 * Parses a `Retry-After` header (delay-seconds or an HTTP date; RFC 9110, 10.2.3) to milliseconds from now.
 *
 * A date is compared with `date`, the answer's `Date` header, because the server's clock may differ; with `nowMs` if
 * that is missing or invalid. Returns 0 for a date in the past, and for a missing or invalid header.
 */
export const parseRetryAfter = (header: string | null | undefined, nowMs: number, date?: string | null): number => {
  const text = header?.trim() ?? "";
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - (parseHttpDate(date) || nowMs);
  return ms > 0 ? Math.ceil(ms) : 0;
};
