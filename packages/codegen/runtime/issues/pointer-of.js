/** The JSON Pointer (RFC 6901) of a path. */
export function pointerOf(path /*: readonly (string | number)[] */) /*: string */ {
  return path.map((name) => `/${String(name).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}
