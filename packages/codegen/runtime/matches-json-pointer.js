/** A JSON Pointer of RFC 6901. */
export function matchesJsonPointer(text) {
  return /^(?:\/|$)/.test(text) && !/~(?![01])/.test(text);
}
