import type { Clock } from "./clock.ts";
import type { StreamState } from "./stream-state.ts";

/**
 * A secret, or a function that returns the current one. The function is called before each attempt, not again for a
 * redirect, and once more after a 401. If it throws or takes longer than `idleTimeoutMs`, the next attempt calls it.
 */
export type Secret = string | (() => string | Promise<string>);

/**
 * Selects events. An event must match all properties of one filter (AND), and one filter of the list (OR).
 *
 * Source: https://docs.airship.com/developer/rest-api/connect/schemas/filters/
 */
export interface StreamFilter {
  /** Such as `CUSTOM`, `COMPLIANCE`. */
  readonly types?: readonly string[] | undefined;
  /** Such as `email`. */
  readonly device_types?: readonly string[] | undefined;
  /** Any other property is sent as it is. */
  readonly [property: string]: unknown;
}

/** One of several streams that share the events by their id. */
export interface StreamPartition {
  /** Number of partitions, 1 or more. */
  readonly count: number;
  /** Index of this partition, from 0. */
  readonly selection: number;
}

/** The streaming add-on with a token, or the compliance stream with the app's master secret. */
type StreamKind =
  | {
      /** `"events"` (default), or `"compliance"`, which needs `masterSecret` in place of `token`. */
      readonly stream?: "events" | undefined;
      /** The token of the streaming add-on. */
      readonly token: Secret;
      readonly masterSecret?: undefined;
    }
  | {
      /** Reads COMPLIANCE events, without the streaming add-on. */
      readonly stream: "compliance";
      /** The master secret of the app. */
      readonly masterSecret: Secret;
      readonly token?: undefined;
    };

/** Airship's servers of a region, or an origin such as that of the sandbox. */
type StreamServer =
  | {
      /** Where Airship keeps the app. */
      readonly region: "us" | "eu";
      readonly endpoint?: undefined;
    }
  | {
      /** An https origin in place of the region's; http only to this machine, unless `allowInsecure` is true. */
      readonly endpoint: string;
      readonly region?: undefined;
    };

/** Where the first connection starts. Later ones resume after the last received offset. */
type StreamBeginning =
  | {
      /** `"EARLIEST"` begins with the oldest event that Airship keeps, 7 days back; `"LATEST"` with the next one. */
      readonly start: "EARLIEST" | "LATEST";
      readonly resumeOffset?: undefined;
    }
  | {
      /** The stored offset of a chunk, to resume after. */
      readonly resumeOffset: string;
      readonly start?: undefined;
    };

/** Options of `createAirshipStream`. */
export type AirshipStreamOptions = StreamKind &
  StreamServer &
  StreamBeginning & {
    /** The app key of the Airship project. */
    readonly appKey: string;
    /** By default all events that the token is entitled to. */
    readonly filters?: readonly StreamFilter[] | undefined;
    /** Reads one of several shares of the events, so that several readers can split the stream. By default all of it. */
    readonly partition?: StreamPartition | undefined;
    /** Time without a byte after which the connection is closed, in ms; 120,000 by default. Pauses while the caller doesn't read. */
    readonly idleTimeoutMs?: number | undefined;
    /** Size limit of a line in bytes; 1,000,000 by default. A larger line becomes an item with the status `too-large`. */
    readonly maxLineBytes?: number | undefined;
    /** Ends the iteration, without an error. */
    readonly signal?: AbortSignal | undefined;
    /** Is called with each state. Errors thrown by it propagate. */
    readonly onState?: ((state: StreamState) => void) | undefined;
    /** Permits plain http to another machine. The network can read the secrets then. */
    readonly allowInsecure?: boolean | undefined;
    /** The system's by default. */
    readonly clock?: Clock | undefined;
    /** Jitter of the back-off; `Math.random` by default. */
    readonly random?: (() => number) | undefined;
  };
