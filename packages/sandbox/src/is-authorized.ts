/**
 * Whether an `Authorization` header has the write key as the Pipelines API requires it: Basic, with the key as user
 * name and a blank password.
 *
 * @param writeKey - The only accepted key; by default any key that isn't blank.
 */
export const isAuthorized = (header: string | undefined, writeKey: string | undefined): boolean => {
  const [, encoded] = /^Basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return false;
  const credentials = Buffer.from(encoded, "base64").toString("utf8");
  const [key = "", ...password] = credentials.split(":");
  if (password.length !== 1 || password[0] !== "") return false;
  return writeKey === undefined ? key.trim() !== "" : key === writeKey;
};
