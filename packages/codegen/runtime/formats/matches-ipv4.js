const ipv4Shape = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** An IPv4 address in dotted decimals without leading zeros. */
export function matchesIpv4(text /*: string */) /*: boolean */ {
  return ipv4Shape.test(text);
}
