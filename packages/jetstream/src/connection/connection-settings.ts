/** Who connects. `creds` is the text of a credentials file, `nkeySeed` the seed of a user. */
export type QueueCredentials =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  | { readonly nkeySeed: string }
  | { readonly creds: string };

/** Certificates as PEM. An empty object requires TLS, with the CAs that Node knows. */
export interface QueueTls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** Where the brokers are, and how to connect. */
export interface ConnectionSettings {
  /** `nats://host:port` or `tls://host:port` of one broker or more; without a user. */
  readonly servers: readonly string[];
  readonly credentials?: QueueCredentials | undefined;
  readonly tls?: QueueTls | undefined;
  /**
   * How long to wait for a broker with a leader, in milliseconds; each broker for at most 5,000 of them at a time. Default: 30,000.
   */
  readonly connectTimeoutMs?: number | undefined;
}

const defaultConnectTimeoutMs = 30_000;

/** Returns when to give up connecting, by the clock of `now`: after `mostMs` at the latest. */
export const toDeadline = (
  { connectTimeoutMs = defaultConnectTimeoutMs }: ConnectionSettings,
  now: number,
  mostMs: number = connectTimeoutMs,
): number => now + Math.min(connectTimeoutMs, mostMs);
