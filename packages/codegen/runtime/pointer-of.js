/** The JSON Pointer (RFC 6901) of a path. */
export function pointerOf(path /*: readonly any[] */) /*: string */ {
  let pointer = "";
  for (const name of path) pointer += `/${/[~/]/.test(name) ? name.replace(/~/g, "~0").replace(/\//g, "~1") : name}`;
  return pointer;
}
