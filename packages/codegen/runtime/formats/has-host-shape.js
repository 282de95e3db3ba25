const hostShape = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** A host name of RFC 1123, whatever its A-labels stand for. */
export function hasHostShape(text /*: string */) /*: boolean */ {
  return hostShape.test(text);
}
