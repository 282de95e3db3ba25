/** What the `Authorization` header of a request presents. */
export interface Credentials {
  /** The write key; undefined without one. */
  readonly key: string | undefined;
  /** Whether it is presented as the Pipelines API requires it: Basic, with the key as user name and a blank password. */
  readonly isBasic: boolean;
}

const none: Credentials = { key: undefined, isBasic: false };

/** Reads an `Authorization` header of any scheme, because a wrong one has the key, too. */
export const readCredentials = (header: string | undefined): Credentials => {
  const [, scheme = "", encoded = ""] = /^(\S+)\s+(\S+)\s*$/.exec(header ?? "") ?? [];
  if (encoded === "") return none;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  const key = colon === -1 ? text : text.slice(0, colon);
  return {
    key: key === "" ? undefined : key,
    isBasic:
      colon !== -1 && colon === text.length - 1 && /^basic$/i.test(scheme) && /^[A-Za-z0-9+/=_-]+$/.test(encoded),
  };
};

/**
 * Whether credentials are accepted.
 *
 * @param writeKey - The only accepted key; by default any key that isn't blank.
 */
export const isAuthorized = ({ isBasic, key = "" }: Credentials, writeKey: string | undefined): boolean => {
  if (!isBasic) return false;
  return writeKey === undefined ? key.trim() !== "" : key === writeKey;
};
