import { matchesEmail } from "./matches-email.js";
import { matchesIdnHostname } from "./matches-idn-hostname.js";

/** An address whose local part and domain may be internationalized: RFC 6531. */
export function matchesIdnEmail(text /*: string */) /*: boolean */ {
  const at = text.lastIndexOf("@");
  // What is beyond ASCII may stand wherever a letter may.
  const local = text.slice(0, at).replace(/[^\0-\x7f]/gu, "a");
  return matchesEmail(text) || (at > 0 && matchesEmail(`${local}@a`) && matchesIdnHostname(text.slice(at + 1)));
}
