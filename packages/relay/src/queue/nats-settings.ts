/** Where a queue on NATS JetStream is. Holds no secret. */
export interface NatsSettings {
  /** `nats://HOST:PORT` or `tls://HOST:PORT` of one broker or more. */
  readonly servers: readonly string[];
  /** The prefix of streams and subjects; `email-events` by default. */
  readonly prefix?: string | undefined;
  /** How long to wait for a broker with a leader at the start, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Paths of certificates and of the client's key, as PEM. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Who connects. `creds` is the text of a credentials file. */
export type NatsCredentials =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  | { readonly nkeySeed: string }
  | { readonly creds: string };
