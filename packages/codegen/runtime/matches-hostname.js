const hostnameShape = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** A host name of RFC 1123. */
export function matchesHostname(text /*: string */) /*: boolean */ {
  return hostnameShape.test(text);
}
