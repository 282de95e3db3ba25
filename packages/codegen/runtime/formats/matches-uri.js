import { matchesUriReference } from "./matches-uri-reference.js";

/** A URI of RFC 3986. */
export function matchesUri(text /*: string */) /*: boolean */ {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && matchesUriReference(text);
}
