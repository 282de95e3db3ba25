import { matchesIriReference } from "./matches-iri-reference.js";

/** An IRI of RFC 3987. */
export function matchesIri(text /*: string */) /*: boolean */ {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && matchesIriReference(text);
}
