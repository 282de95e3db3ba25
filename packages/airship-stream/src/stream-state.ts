/** A state of the stream. `reason` contains no secret. */
export type StreamState =
  /** `attempt` counts from 1, again after each new offset. */
  | { readonly status: "connecting"; readonly attempt: number }
  /** The server answered 200. */
  | { readonly status: "open" }
  /** The first bytes of the connection came: an event or a keep-alive. A stream without new events has no other sign of life. */
  | { readonly status: "receiving" }
  /** The connection failed or broke. The next attempt follows after `delayMs`. */
  | { readonly status: "waiting"; readonly attempt: number; readonly delayMs: number; readonly reason: string }
  /** The server refused the stream, or the caller ended it. */
  | { readonly status: "stopped"; readonly reason: string };
