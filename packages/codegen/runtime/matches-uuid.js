// V8 writes out repeats of up to three and counts longer ones, which takes three times as long.
const uuidShape =
  /^[\dA-Fa-f]{3}[\dA-Fa-f]{3}[\dA-Fa-f]{2}-[\dA-Fa-f]{2}[\dA-Fa-f]{2}-[\dA-Fa-f]{2}[\dA-Fa-f]{2}-[\dA-Fa-f]{2}[\dA-Fa-f]{2}-[\dA-Fa-f]{3}[\dA-Fa-f]{3}[\dA-Fa-f]{3}[\dA-Fa-f]{3}$/;

/** A UUID of any version: RFC 9562's shape. */
export function matchesUuid(text) {
  return uuidShape.test(text);
}
