import type { WebhookAuth } from "./options.ts";
import type { RequestHeaders } from "./request.ts";

const encoder = new TextEncoder();

/**
 * Creates a comparison with a text, such as a secret. Its time depends only on the given text: all bytes of that are
 * compared, whatever the length of the secret, and wherever they differ.
 */
const createComparison = (text: string): ((shown: string) => boolean) => {
  const right = encoder.encode(text);
  return (given) => {
    const shown = encoder.encode(given);
    let difference = shown.length ^ right.length;
    for (const [index, byte] of shown.entries()) difference |= byte ^ (right[index % right.length] ?? 0);
    return difference === 0;
  };
};

interface Credentials {
  readonly username?: string;
  readonly secret: string;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads a text whose characters are bytes as UTF-8; `undefined` where it isn't that. */
const readUtf8 = (characters: string): string | undefined => {
  if (/[^\0-\xff]/.test(characters)) return undefined;
  try {
    return decoder.decode(Uint8Array.from(characters, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
};

/** UTF-8 in Base64 (RFC 7617); `undefined` for anything else. */
const decodeBase64 = (text: string): string | undefined => {
  try {
    return readUtf8(atob(text));
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

/** Returns all credentials of a request, because its `Authorization` may be meant for something in front of the handler. */
const readCredentials = (headers: RequestHeaders, header: string): readonly Credentials[] => {
  // Headers are received as bytes. Senders write UTF-8, which a runtime reads as Latin-1.
  const read = (name: string): string | null => {
    const value = headers.get(name);
    return value && (readUtf8(value) ?? value);
  };
  const [secret, authorization] = [read(header), read("authorization")];
  return [
    secret === null ? undefined : { secret },
    authorization === null ? undefined : readAuthorization(authorization),
  ].filter((credentials) => credentials !== undefined);
};

/** Makes the function that decides whether a request has one of the secrets. */
export const createAuthorize = (auth: WebhookAuth | "none"): ((headers: RequestHeaders) => boolean) => {
  if (auth === "none") return () => true;
  const header = (auth.header ?? "x-webhook-secret").toLowerCase();
  const secrets = [auth.secret].flat().map(createComparison);
  const isUsername = auth.username === undefined ? undefined : createComparison(auth.username);

  const isRight = ({ secret, username }: Credentials): boolean => {
    // All of them are compared, so that the time it takes doesn't tell which one was meant.
    const isKnown = secrets.filter((isSecret) => isSecret(secret)).length > 0;
    if (isUsername === undefined || username === undefined) return isKnown;
    return isUsername(username) && isKnown;
  };

  return (headers) => readCredentials(headers, header).map(isRight).includes(true);
};
