import type { WebhookAuth } from "./options.ts";

const encoder = new TextEncoder();

/** Digests have one length, so that comparing them tells nothing of the secret's. */
const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));

/** Compares every byte, so that the time it takes doesn't depend on where the first difference is. */
const areEqual = (one: Uint8Array, other: Uint8Array): boolean => {
  let difference = 0;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
};

interface Credentials {
  readonly username?: string;
  readonly secret: string;
}

/** UTF-8 in Base64 (RFC 7617); `undefined` for anything else. */
const decodeBase64 = (text: string): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  } catch {
    return undefined;
  }
};

const readBasic = (token: string): Credentials | undefined => {
  const pair = decodeBase64(token);
  const colon = pair?.indexOf(":") ?? -1;
  return pair === undefined || colon < 0
    ? undefined
    : { username: pair.slice(0, colon), secret: pair.slice(colon + 1) };
};

const schemes: Readonly<Record<string, (token: string) => Credentials | undefined>> = {
  basic: readBasic,
  bearer: (token) => ({ secret: token }),
};

const readAuthorization = (header: string): Credentials | undefined => {
  const space = header.indexOf(" ");
  const scheme = header.slice(0, Math.max(space, 0)).toLowerCase();
  return Object.hasOwn(schemes, scheme) ? schemes[scheme]?.(header.slice(space).trim()) : undefined;
};

/** All that a request shows: something in front of the handler may have an `Authorization` of its own. */
const readCredentials = (headers: Headers, header: string): readonly Credentials[] => {
  const secret = headers.get(header);
  const authorization = headers.get("authorization");
  return [
    secret === null ? undefined : { secret },
    authorization === null ? undefined : readAuthorization(authorization),
  ].filter((credentials) => credentials !== undefined);
};

/** Makes the function that decides whether a request has one of the secrets. */
export const createAuthorize = (auth: WebhookAuth | "none"): ((headers: Headers) => Promise<boolean>) => {
  if (auth === "none") return async () => true;
  const header = auth.header ?? "x-webhook-secret";
  const secrets = Promise.all([auth.secret].flat().map(digest));
  const username = auth.username === undefined ? undefined : digest(auth.username);

  const isRight = async (shown: Credentials): Promise<boolean> => {
    const secret = await digest(shown.secret);
    // All of them are compared, so that the time it takes doesn't tell which one was meant.
    const isKnown = (await secrets).filter((one) => areEqual(one, secret)).length > 0;
    if (username === undefined || shown.username === undefined) return isKnown;
    return areEqual(await username, await digest(shown.username)) && isKnown;
  };

  return async (headers) => {
    const results = await Promise.all(readCredentials(headers, header).map(isRight));
    return results.includes(true);
  };
};
