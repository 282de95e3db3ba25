import { matchesIpv6 } from "./matches-ipv6.js";

// An engine remembers each turn of a repeated group, and fails in a text of millions: sets alone are repeated here.
const uriShape =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))(?:\/\/(?:[\w.~!$&'()*+,;=:%-]*@)?(?:\[[^\]]*\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?(?=[/?#]|$)|(?!\/\/))[\w.~!$&'()*+,;=:@/%-]*(?:\?[\w.~!$&'()*+,;=:@/?%-]*)?(?:#[\w.~!$&'()*+,;=:@/?%-]*)?$/;

/** A URI or a relative reference of RFC 3986. */
export function matchesUriReference(text /*: string */) /*: boolean */ {
  return uriShape.test(text) && !/%(?![\dA-Fa-f]{2})/.test(text) && literalFits(text);
}

/** Between brackets stands an IPv6 address, or one of a version to come. */
function literalFits(text /*: string */) /*: boolean */ {
  const inside = /^[^/?#]*\/\/[^/?#]*\[([^\]]*)\]/.exec(text)?.[1];
  return inside === undefined || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(inside) || matchesIpv6(inside);
}
