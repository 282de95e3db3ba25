import type { MapperOptions } from "@email-events/diagnose/sources";

/** What the relay can read from. */
export const configSources = ["airship", "compliance", "webhook"] as const;

/** Where Airship's streams are read. */
export interface AirshipConfig {
  readonly region?: "us" | "eu";
  /** An origin, in place of a region. */
  readonly url?: string;
  /** Where to begin while no offset is stored. */
  readonly start?: "earliest" | "latest";
  /** `N/M`, from 0/M to M-1/M. */
  readonly partition?: string;
  /** Which events Airship sends: all of the project, or those of email devices. */
  readonly events?: "all" | "email";
}

/** Where the queue on NATS JetStream is. */
export interface NatsConfig {
  /** `nats://HOST:PORT` or `tls://HOST:PORT` of one broker or more. */
  readonly servers?: readonly string[];
  /** The prefix of streams and subjects. */
  readonly prefix?: string;
  /** How long to wait for a broker with a leader at the start: a duration such as `30s`. */
  readonly connectTimeout?: string;
  /** Paths of certificates and of the client's key, as PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Where a server listens: `HOST:PORT`. */
export interface ListenConfig {
  readonly listen?: string;
}

/**
 * What a configuration file holds: the options of `email-events run`, `ingest` and `deliver`, written as on the command line,
 * and how events are mapped. All of it is optional. It holds no secrets.
 */
export interface Config {
  readonly sources?: readonly (typeof configSources)[number][];
  /** `sandbox`, `us`, `eu` or an origin. */
  readonly to?: string;
  /** Path of the state file. */
  readonly state?: string;
  readonly airship?: AirshipConfig;
  readonly webhook?: ListenConfig;
  readonly ops?: ListenConfig;
  readonly nats?: NatsConfig;
  /** A duration such as `30s`. */
  readonly grace?: string;
  /** How many delivered ids are remembered. */
  readonly dedupe?: number;
  readonly stateMaxBytes?: number;
  /** How long an event is tried before the run pauses, in seconds. */
  readonly deadline?: number;
  /** How long a chunk of a queue stays with a process that is silent: a duration of at least a second. */
  readonly hold?: string;
  /** Most chunks of a queue that are out at a time. */
  readonly concurrency?: number;
  /** Options of the mappers, by vocabulary. */
  readonly map?: MapperOptions;
}

/** The defaults of `run`. `ingest` and `deliver` share them, except that `deliver` has another `dedupe`. */
export const configDefaults = { grace: "30s", dedupe: 1_000_000, deadline: 600 } as const satisfies Config;
