import type { Identity } from "../../generated/semantic/types.ts";

/** Builds an identity from identifiers that were read with `identifier`; returns undefined without any. */
export const buildIdentity = (userId: string | undefined, anonymousId: string | undefined): Identity | undefined => {
  if (userId !== undefined) return anonymousId === undefined ? { userId } : { userId, anonymousId };
  return anonymousId === undefined ? undefined : { anonymousId };
};
