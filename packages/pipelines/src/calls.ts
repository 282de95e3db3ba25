/** The person that a call is about. The API requires one of the two, as a string. */
export type Identity =
  | { readonly userId: string; readonly anonymousId?: string | undefined }
  | { readonly anonymousId: string; readonly userId?: string | undefined };

/** The constraint on the events of a client. */
export interface TrackCallLike {
  readonly type: "track";
  readonly event: string;
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly messageId?: string | undefined;
}

interface CommonFields {
  /** The id of the call; by default a random one. */
  readonly messageId?: string | undefined;
  /** ISO 8601. */
  readonly timestamp?: string | undefined;
  readonly context?: object | null | undefined;
  readonly integrations?: object | null | undefined;
}

/** A track event with a custom name. */
export type CustomEvent = Identity &
  CommonFields & { readonly event: string; readonly properties?: object | undefined };

/** The traits of a person. */
export type IdentifyCall = Identity & CommonFields & { readonly traits?: object | undefined };

/** The constraint on the calls of `batch`. */
export interface CallLike {
  readonly type: "track" | "identify" | "page" | "screen" | "group" | "alias";
  readonly messageId?: string | undefined;
}

/** A call of any type, in the API's spelling. A missing `messageId` or `context` is added before it is sent. */
export interface RawCall extends CallLike {
  readonly [field: string]: unknown;
}

/** The calls that aren't events of the client's type. */
export type OtherCall = CustomEvent | IdentifyCall | RawCall;
