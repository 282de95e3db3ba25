import { hasHostShape } from "./has-host-shape.js";
import { matchesIpv4 } from "./matches-ipv4.js";
import { matchesIpv6 } from "./matches-ipv6.js";

const mailboxShape = /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")$/;

/** An address as RFC 5321 has it: the local part quoted or not, the domain a host name or an address in brackets. */
export function matchesEmail(text /*: string */) /*: boolean */ {
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  return at > 0 && at <= 64 && mailboxShape.test(text.slice(0, at)) && domainFits(domain);
}

function domainFits(text /*: string */) /*: boolean */ {
  if (!text.startsWith("[") || !text.endsWith("]")) return hasHostShape(text);
  const address = text.slice(1, -1);
  return matchesIpv4(address) || (/^IPv6:/i.test(address) && matchesIpv6(address.slice(5)));
}
