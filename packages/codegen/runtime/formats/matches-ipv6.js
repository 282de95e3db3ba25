import { matchesIpv4 } from "./matches-ipv4.js";

/** An IPv6 address of RFC 4291, without a zone. */
export function matchesIpv6(text /*: string */) /*: boolean */ {
  const end = text.slice(text.lastIndexOf(":") + 1);
  // An IPv4 address at the end stands for the last two groups.
  const groups = matchesIpv4(end) ? `${text.slice(0, -end.length)}0:0` : text;
  const halves = groups.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const all = halves.flat();
  const fits = halves.length === 2 ? all.length <= 7 : halves.length === 1 && all.length === 8;
  return fits && all.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}
