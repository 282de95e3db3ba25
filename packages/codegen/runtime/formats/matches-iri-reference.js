import { matchesUriReference } from "./matches-uri-reference.js";

/** An IRI or a relative reference of RFC 3987: letters and symbols beyond ASCII may stand where a letter may. */
export function matchesIriReference(text /*: string */) /*: boolean */ {
  const inQuery = text.replace(/\?[^#]*/, (query) => query.replace(/[\ue000-\uf8ff\u{f0000}-\u{10fffd}]/gu, "a"));
  const letters = inQuery.replace(/[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{efffd}]/gu, "a");
  return matchesUriReference(letters);
}
