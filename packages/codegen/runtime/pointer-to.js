/** Appends one token to a JSON Pointer (RFC 6901). */
export function pointerTo(pointer, token) {
  return `${pointer}/${token.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
