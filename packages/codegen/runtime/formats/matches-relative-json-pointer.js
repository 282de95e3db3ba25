/** A relative JSON Pointer. */
export function matchesRelativeJsonPointer(text /*: string */) /*: boolean */ {
  return /^(?:0|[1-9]\d*)(?:\/|#?$)/.test(text) && !/~(?![01])/.test(text);
}
