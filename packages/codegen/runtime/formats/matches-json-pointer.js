/** A JSON Pointer of RFC 6901. */
export function matchesJsonPointer(text /*: string */) /*: boolean */ {
  return /^(?:\/|$)/.test(text) && !/~(?![01])/.test(text);
}
