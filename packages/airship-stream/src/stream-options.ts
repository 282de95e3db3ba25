import type { Clock } from "./clock.ts";
import type { StreamState } from "./stream-state.ts";

/** A secret, or a function that returns the current one; it is called before each connection. */
export type Secret = string | (() => string | Promise<string>);

/**
 * Which events Airship sends. The properties of one filter narrow it down (AND); a list of filters widens (OR).
 *
 * Source: https://docs.airship.com/developer/rest-api/connect/schemas/filters/
 */
export interface StreamFilter {
  /** Such as `CUSTOM`, `COMPLIANCE`. */
  readonly types?: readonly string[];
  /** Such as `email`. */
  readonly device_types?: readonly string[];
  /** Any other property is sent as it is. */
  readonly [property: string]: unknown;
}

/** One of several streams that share the events among them, by event id. */
export interface StreamPartition {
  /** How many there are, 1 or more. */
  readonly count: number;
  /** Which of them this is, from 0. */
  readonly selection: number;
}

/** Airship's streaming add-on, with a token; or its compliance events, with the app's master secret. */
type StreamKind =
  | { readonly stream?: "events"; readonly token: Secret; readonly masterSecret?: undefined }
  | { readonly stream: "compliance"; readonly masterSecret: Secret; readonly token?: undefined };

/** Airship's servers by region, or an origin such as that of the sandbox. */
type StreamServer =
  | { readonly region: "us" | "eu"; readonly endpoint?: undefined }
  | { readonly endpoint: string; readonly region?: undefined };

/** Where the first connection begins; a later one resumes at the last offset that came. */
type StreamBeginning =
  | { readonly start: "EARLIEST" | "LATEST"; readonly resumeOffset?: undefined }
  | { readonly resumeOffset: string; readonly start?: undefined };

/** How a stream is read. */
export type AirshipStreamOptions = StreamKind &
  StreamServer &
  StreamBeginning & {
    readonly appKey: string;
    /** None by default: all events that the token is entitled to. */
    readonly filters?: readonly StreamFilter[];
    readonly partition?: StreamPartition;
    /** The longest silence, keep-alives included, before the connection counts as broken; 120,000 ms by default. */
    readonly idleTimeoutMs?: number;
    /** The largest line that is kept, in bytes; 1,000,000 by default. A larger one becomes an item `too-large`. */
    readonly maxLineBytes?: number;
    /** Ends the iteration, without an error. */
    readonly signal?: AbortSignal;
    /** Is told of each change. What it throws ends the iteration. */
    readonly onState?: (state: StreamState) => void;
    /** Permits plain http to another machine, where the network can read the secrets. */
    readonly allowInsecure?: boolean;
    /** The system's by default. */
    readonly clock?: Clock;
    /** `Math.random` by default; spreads the reconnects of many readers. */
    readonly random?: () => number;
  };
