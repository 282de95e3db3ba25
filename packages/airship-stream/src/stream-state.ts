/** What a stream is doing. No text in it holds a secret. */
export type StreamState =
  /** `attempt` counts from 1, and starts anew once data came. */
  | { readonly status: "connecting"; readonly attempt: number }
  /** The server answered 200; data may come now. */
  | { readonly status: "open" }
  /** The connection broke or failed, for that reason; the next attempt follows after `delayMs`. */
  | { readonly status: "waiting"; readonly attempt: number; readonly delayMs: number; readonly reason: string }
  /** The iteration ended: refused by the server, or by the caller. */
  | { readonly status: "stopped"; readonly reason: string };
