import { matchesIpv6 } from "./matches-ipv6.js";

const uriShape =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))(?:\/\/(?:(?:[\w.~!$&'()*+,;=:-]|%[\dA-Fa-f]{2})*@)?(?:\[[^\]]*\]|(?:[\w.~!$&'()*+,;=-]|%[\dA-Fa-f]{2})*)(?::\d*)?(?=[/?#]|$)|(?!\/\/))(?:[\w.~!$&'()*+,;=:@/-]|%[\dA-Fa-f]{2})*(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*)?$/;

/** A URI or a relative reference of RFC 3986. */
export function matchesUriReference(text) {
  return uriShape.test(text) && literalFits(text);
}

/** Between brackets stands an IPv6 address, or one of a version to come. */
function literalFits(text) {
  const inside = /^[^/?#]*\/\/[^/?#]*\[([^\]]*)\]/.exec(text)?.[1];
  return inside === undefined || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(inside) || matchesIpv6(inside);
}
