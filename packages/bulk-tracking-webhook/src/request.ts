/** The headers of a request, by their names in lower case. */
export interface RequestHeaders {
  readonly get: (name: string) => string | null;
}

/** Reads a body part by part, as the reader of a `ReadableStream` does. */
export interface BodyReader {
  /** Rejects where the body was cut off. */
  readonly read: () => Promise<
    { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: unknown }
  >;
  /** Called when the rest isn't needed. */
  readonly cancel: () => Promise<unknown>;
}

/** What is needed of a request. A web-standard `Request` is one. */
export interface WebhookRequest {
  readonly method: string;
  readonly headers: RequestHeaders;
  /** Null where there is none. `locked` says that something else reads it. */
  readonly body: { readonly getReader: () => BodyReader; readonly locked?: boolean } | null;
  /** Whether something else has read the body. */
  readonly bodyUsed?: boolean;
  /** Whether the sender is gone. */
  readonly signal: { readonly aborted: boolean };
}
