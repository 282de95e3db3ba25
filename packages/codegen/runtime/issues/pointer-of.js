/** The JSON Pointer (RFC 6901) of a path. */
export function pointerOf(path /*: readonly (string | number)[] */) /*: string */ {
  let pointer = "";
  for (const name of path) {
    const text = String(name);
    pointer += `/${/[~/]/.test(text) ? text.replace(/~/g, "~0").replace(/\//g, "~1") : text}`;
  }
  return pointer;
}
