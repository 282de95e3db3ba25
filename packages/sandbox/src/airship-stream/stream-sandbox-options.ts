import {
  credential,
  flag,
  func,
  milliseconds,
  oneOf,
  type Given,
  type OptionRules,
  readOptions,
  share,
  texts,
  whole,
} from "../option-rules.ts";
import type { OffsetForm } from "./events/offset.ts";
import type { StreamFault, StreamRequestInfo } from "./stream-fault.ts";
import type { StreamSecrets } from "./stream-secrets.ts";

/** Options of `createAirshipStreamSandbox`. Each has a default. */
export interface AirshipStreamSandboxOptions extends StreamSecrets {
  /** Port on 127.0.0.1; by default one that is free. */
  readonly port?: number | undefined;
  /** Number of generated events; 0 by default. */
  readonly count?: number | undefined;
  /** Seed of the generator; 1 by default. */
  readonly seed?: number | undefined;
  /**
   * Events per second, whether they are read or not; by default the pace of the fastest open stream, which gets at most
   * about `maxEvents` / 2 ahead of the slowest.
   */
  readonly rate?: number | undefined;
  /** Share of events that are sent once more, with the same id and another offset; 0 by default. */
  readonly duplicates?: number | undefined;
  /** `numeric`, as in Airship's examples, or `text`, since they are opaque; `numeric` by default. */
  readonly offsets?: OffsetForm | undefined;
  /** Number of retained events; 100,000 by default. */
  readonly maxEvents?: number | undefined;
  /** Size of the retained events in bytes; 100,000,000 by default. */
  readonly maxBytes?: number | undefined;
  /** `asked` compresses for clients that accept gzip, `always` for all, `never` for none; `asked` by default. */
  readonly gzip?: "asked" | "always" | "never" | undefined;
  /** Whether a request without the SRV cookie is answered with 307 and the cookie; false by default. */
  readonly redirect?: boolean | undefined;
  /** Time between keep-alives in ms; 10,000 by default. */
  readonly keepAliveMs?: number | undefined;
  /** The types that the token is entitled to; all by default. A filter that names another type is answered with 403. */
  readonly entitledTypes?: readonly string[] | undefined;
  /** Limit of open streams; one more is answered with 429. 100 by default. */
  readonly maxStreams?: number | undefined;
  /** Returns the fault of a request, or a promise of it. Faults of `fail` apply first. */
  readonly respond?:
    | ((request: StreamRequestInfo) => StreamFault | undefined | Promise<StreamFault | undefined>)
    | undefined;
}

/** The options with their defaults. */
export type StreamSandboxSettings = StreamSecrets &
  Required<Omit<Given<AirshipStreamSandboxOptions>, keyof StreamSecrets | "rate" | "entitledTypes" | "respond">> &
  Pick<Given<AirshipStreamSandboxOptions>, "rate" | "entitledTypes" | "respond">;

const rules: OptionRules<AirshipStreamSandboxOptions> = {
  port: whole(0, 65_535),
  appKey: credential("app key"),
  token: credential("token"),
  masterSecret: credential("master secret"),
  count: whole(0),
  seed: whole(0),
  rate: whole(1),
  duplicates: share,
  offsets: oneOf(["numeric", "text"]),
  maxEvents: whole(1),
  maxBytes: whole(1),
  gzip: oneOf(["asked", "always", "never"]),
  redirect: flag,
  keepAliveMs: milliseconds(1),
  entitledTypes: texts,
  maxStreams: whole(1),
  respond: func,
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError for an unknown name, and for a value of another kind or out of range.
 */
export const readStreamSandboxOptions = (options: AirshipStreamSandboxOptions): StreamSandboxSettings => ({
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
  duplicates: 0,
  ...readOptions("createAirshipStreamSandbox", options, rules),
});
