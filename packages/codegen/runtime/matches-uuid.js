const uuidShape = /^[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}$/;

/** A UUID of any version: RFC 9562's shape. */
export function matchesUuid(text) {
  return uuidShape.test(text);
}
