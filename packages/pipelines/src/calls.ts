/** Who a call is about. The API asks for one of the two, as a string. */
export type Identity =
  | { readonly userId: string; readonly anonymousId?: string }
  | { readonly anonymousId: string; readonly userId?: string };

/** What every typed track event has: the constraint on the events of a client. */
export interface TrackCallLike {
  readonly type: "track";
  readonly event: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly messageId?: string;
}

interface CommonFields {
  /** The caller's own id of the call; a random one is given where it is missing. */
  readonly messageId?: string;
  /** ISO 8601. */
  readonly timestamp?: string;
  readonly context?: object;
  readonly integrations?: object;
}

/** A track event under a name of the caller's own. */
export type CustomEvent = Identity & CommonFields & { readonly event: string; readonly properties?: object };

/** What is known of a person. */
export type IdentifyCall = Identity & CommonFields & { readonly traits?: object };

/** Any call of the API as it goes on the wire: `type` chooses the endpoint, the rest is sent as it is. */
export interface RawCall {
  readonly type: "track" | "identify" | "page" | "screen" | "group" | "alias";
  readonly messageId?: string;
  readonly [field: string]: unknown;
}

/** The calls that aren't events of the client's own type. */
export type OtherCall = CustomEvent | IdentifyCall | RawCall;
