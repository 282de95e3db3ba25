import type { Identity } from "./generated/semantic/types.ts";
import { identifier } from "./mapping/identifier.ts";

/**
 * Builds an identity from the identifiers there are; returns nothing when neither identifies a person. What counts as an
 * identifier: see `identifier` of `@email-events/core/mapping`.
 */
export const toIdentity = (userId: string | undefined, anonymousId: string | undefined): Identity | undefined => {
  const known = identifier(userId);
  const anonymous = identifier(anonymousId);
  if (known !== undefined)
    return anonymous === undefined ? { userId: known } : { userId: known, anonymousId: anonymous };
  return anonymous === undefined ? undefined : { anonymousId: anonymous };
};
