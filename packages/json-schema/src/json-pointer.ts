/** Appends one token to a JSON Pointer (RFC 6901). */
export const appendToken = (pointer: string, token: string | number): string =>
  `${pointer}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Splits a JSON Pointer into its tokens. */
export const pointerTokens = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A pointer and those of its parents, up to the root. */
export const pointersUp = (pointer: string): readonly string[] => {
  const up = [pointer];
  for (let rest = pointer; rest !== "";) {
    rest = rest.slice(0, rest.lastIndexOf("/"));
    up.push(rest);
  }
  return up;
};
