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
  /** Null where there is none. */
  readonly body: { readonly getReader: () => BodyReader } | null;
  /** Whether the sender is gone. */
  readonly signal: { readonly aborted: boolean };
}
