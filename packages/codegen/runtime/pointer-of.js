/** The JSON Pointer (RFC 6901) of a path. */
export function pointerOf(path) {
  let pointer = "";
  for (const token of path) pointer += `/${/[~/]/.test(token) ? escaped(token) : token}`;
  return pointer;
}

function escaped(token) {
  return token.replace(/~/g, "~0").replace(/\//g, "~1");
}
