import type { OffsetForm } from "./offset.ts";
import type { StreamFault, StreamRequestInfo } from "./stream-fault.ts";
import type { StreamSecrets } from "./stream-secrets.ts";

/** Options of `createAirshipStreamSandbox`. Each has a default. */
export interface AirshipStreamSandboxOptions extends StreamSecrets {
  /** Port on 127.0.0.1; by default one that is free. */
  readonly port?: number;
  /** Number of generated events; 0 by default. */
  readonly count?: number;
  /** Seed of the generator; 1 by default. */
  readonly seed?: number;
  /**
   * Events per second, whether they are read or not; by default the pace of the fastest open stream, which gets at most
   * about `maxEvents` / 2 ahead of the slowest.
   */
  readonly rate?: number;
  /** Share of events that are sent once more, with the same id and another offset; 0 by default. */
  readonly duplicates?: number;
  /** `numeric`, as in Airship's examples, or `text`, since they are opaque; `numeric` by default. */
  readonly offsets?: OffsetForm;
  /** Number of retained events; 100,000 by default. */
  readonly maxEvents?: number;
  /** Size of the retained events in bytes; 100,000,000 by default. */
  readonly maxBytes?: number;
  /** `asked` compresses for clients that accept gzip, `always` for all, `never` for none; `asked` by default. */
  readonly gzip?: "asked" | "always" | "never";
  /** Whether a request without the SRV cookie is answered with 307 and the cookie; false by default. */
  readonly redirect?: boolean;
  /** Time between keep-alives in ms; 10,000 by default. */
  readonly keepAliveMs?: number;
  /** The types that the token is entitled to; all by default. A filter that names another type is answered with 403. */
  readonly entitledTypes?: readonly string[];
  /** Limit of open streams; one more is answered with 429. 100 by default. */
  readonly maxStreams?: number;
  /** Returns the fault of a request. Faults of `fail` apply first. */
  readonly respond?: (request: StreamRequestInfo) => StreamFault | undefined;
}

/** The options with their defaults. */
export type StreamSandboxSettings = StreamSecrets &
  Required<Omit<AirshipStreamSandboxOptions, keyof StreamSecrets | "rate" | "entitledTypes" | "respond">> &
  Pick<AirshipStreamSandboxOptions, "rate" | "entitledTypes" | "respond">;

const most: Readonly<Record<string, number>> = { port: 65_535, keepAliveMs: 2_147_483_647 };
const least: Readonly<Record<string, number>> = { rate: 1, maxEvents: 1, maxBytes: 1, keepAliveMs: 1, maxStreams: 1 };

const checkCounts = (options: AirshipStreamSandboxOptions): void => {
  const { port, count, seed, rate, maxEvents, maxBytes, keepAliveMs, maxStreams } = options;
  const counts = Object.entries({ port, count, seed, rate, maxEvents, maxBytes, keepAliveMs, maxStreams });
  for (const [name, value] of counts) {
    const [min, max] = [least[name] ?? 0, most[name] ?? Number.MAX_SAFE_INTEGER];
    if (value === undefined || (Number.isSafeInteger(value) && value >= min && value <= max)) continue;
    throw new TypeError(`${name} must be a whole number from ${min} to ${max}`);
  }
};

const checkSecrets = ({ appKey, token, masterSecret }: StreamSecrets): void => {
  for (const [name, value] of Object.entries({ appKey, token, masterSecret })) {
    if (value?.trim() === "") throw new TypeError(`${name} must not be blank; leave it out to let any in`);
  }
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError when one is out of range.
 */
export const readStreamSandboxOptions = (options: AirshipStreamSandboxOptions): StreamSandboxSettings => {
  checkCounts(options);
  checkSecrets(options);
  const { duplicates = 0 } = options;
  if (!(duplicates >= 0 && duplicates <= 1)) throw new TypeError("duplicates must be a number from 0 to 1");
  return {
    port: 0,
    count: 0,
    seed: 1,
    offsets: "numeric",
    maxEvents: 100_000,
    maxBytes: 100_000_000,
    gzip: "asked",
    redirect: false,
    keepAliveMs: 10_000,
    maxStreams: 100,
    ...options,
    duplicates,
  };
};
