const maxCookies = 20;
const maxChars = 4_096;

/** Name and value at the beginning of a `Set-Cookie` header, in characters that a header may hold. */
const pair = /^\s*([\w!#$%&'*+.^`|~-]+)=([\x21-\x3a\x3c-\x7e]*)\s*(?:;|$)/;

/**
 * Keeps the cookies of an answer, such as `SRV`, which leads to one of Airship's servers.
 *
 * @param cookies - By name; what is kept is added.
 * @returns Whether there was one.
 */
export const keepCookies = (cookies: Map<string, string>, setCookie: readonly string[] | undefined): boolean => {
  const found = (setCookie ?? []).flatMap((header) => {
    const [, name, value] = pair.exec(header) ?? [];
    return name === undefined || value === undefined || header.length > maxChars ? [] : [[name, value] as const];
  });
  for (const [name, value] of found.slice(0, maxCookies)) cookies.set(name, value);
  return found.length > 0;
};
