import type { Identity } from "./generated/semantic/types.ts";

/**
 * Makes an identity of the identifiers there are, or nothing when there is none. An empty string counts as absent, since
 * the API takes it for no identifier.
 */
export const toIdentity = (userId: string | undefined, anonymousId: string | undefined): Identity | undefined => {
  const known = userId === undefined || userId === "" ? undefined : userId;
  const anonymous = anonymousId === undefined || anonymousId === "" ? undefined : anonymousId;
  if (known !== undefined)
    return anonymous === undefined ? { userId: known } : { userId: known, anonymousId: anonymous };
  return anonymous === undefined ? undefined : { anonymousId: anonymous };
};
