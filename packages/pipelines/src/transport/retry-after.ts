// `Date.parse` alone takes nearly anything.
const httpDate = /^[a-z]+, .* GMT$/i;

const parseHttpDate = (text: string | null | undefined): number =>
  Date.parse(httpDate.exec(text?.trim() ?? "")?.[0] ?? "");

/**
 * Reads a `Retry-After` header, delay-seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from now.
 *
 * A date is measured against `date`, the answer's own `Date` header, since the server's clock may differ from ours;
 * against `nowMs` where that is missing or can't be read. 0 for a date in the past, and for a header that is missing or
 * can't be read.
 */
export const parseRetryAfter = (header: string | null | undefined, nowMs: number, date?: string | null): number => {
  const text = header?.trim() ?? "";
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - (parseHttpDate(date) || nowMs);
  return ms > 0 ? Math.ceil(ms) : 0;
};
