const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID of any version: RFC 9562's shape. */
export function matchesUuid(text) {
  return uuidShape.test(text);
}
