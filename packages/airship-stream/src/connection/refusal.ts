import { AirshipStreamError } from "../stream-error.ts";

const serverHint = "Check region or endpoint.";

/** What to do, by status. A redirect of another kind than 307 is that of a proxy, or from http to https. */
const hints: ReadonlyMap<number, string> = new Map([
  [301, serverHint],
  [302, serverHint],
  [303, serverHint],
  [308, serverHint],
  [400, "Check filters and partition."],
  [401, "Check appKey and token (or masterSecret)."],
  [403, "Check that the token is entitled to the types of the filters."],
  [404, serverHint],
]);

const offsetHint =
  "The offset may be older than the 7 days that Airship keeps, or of another stream. Nothing was skipped: choose resumeOffset or start yourself.";

/**
 * Creates the error of a permanent refusal.
 *
 * @param words - The server's own, fit for a log.
 * @param offset - The offset of the request. Airship doesn't document how it refuses one.
 */
export const toRefusal = (httpStatus: number, words: string, offset: string | undefined): AirshipStreamError => {
  const mayBeOffset = offset !== undefined && httpStatus >= 400 && httpStatus !== 401 && httpStatus !== 403;
  const said = `Airship refused the stream: HTTP ${httpStatus}${words && `: ${words}`}`;
  const advice = [hints.get(httpStatus), ...(mayBeOffset ? [offsetHint] : [])].filter((hint) => hint !== undefined);
  const code = httpStatus === 401 ? "unauthorized" : "refused";
  return new AirshipStreamError(code, httpStatus, [/[.!?]$/.test(said) ? said : `${said}.`, ...advice].join(" "));
};
