/** A JSON Pointer of RFC 6901. */
export function matchesJsonPointer(text) {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
}
