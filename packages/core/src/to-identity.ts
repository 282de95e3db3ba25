import type { Identity } from "./generated/semantic/types.ts";
import { buildIdentity } from "./mapping/identity/build-identity.ts";
import { identifier } from "./mapping/identity/identifier.ts";

/**
 * Builds an identity from identifiers; returns undefined if neither identifies a person. For what counts as an
 * identifier, see `identifier` of `@email-events/core/mapping`.
 */
export const toIdentity = (userId: string | undefined, anonymousId: string | undefined): Identity | undefined =>
  buildIdentity(identifier(userId), identifier(anonymousId));
