import type { Address } from "../config/values.ts";
import type { MapperOptions } from "@email-events/diagnose/sources";

/** What the relay can read from. */
export const sourceNames = ["airship", "compliance", "webhook"] as const;
export type SourceName = (typeof sourceNames)[number];

/** One of Airship's two streams. */
export type StreamName = Exclude<SourceName, "webhook">;

/** Where the streams of Airship are. */
export interface AirshipSettings {
  /** Airship's region, or an origin such as that of the sandbox. */
  readonly server: { readonly region: "us" | "eu" } | { readonly endpoint: string };
  /** Where to begin while no offset is stored. */
  readonly start?: "EARLIEST" | "LATEST" | undefined;
  readonly partition?: { readonly count: number; readonly selection: number } | undefined;
  /** Which events Airship sends of a stream that has those of apps, too; all by default. */
  readonly events?: "all" | "email" | undefined;
}

/** Where the webhook listens. */
export type WebhookSettings = Address;

/** All settings of a run, checked; the command line makes one, and so can a configuration file. Holds no secret. */
export interface RunSettings {
  readonly sources: readonly SourceName[];
  /** `sandbox`, `us`, `eu` or a URL. */
  readonly to: string;
  /** The path of the state. */
  readonly state: string;
  readonly airship?: AirshipSettings | undefined;
  readonly webhook?: WebhookSettings | undefined;
  /** Where health and metrics are served; nowhere by default. */
  readonly ops?: Address | undefined;
  /** How long a stopped run may take to settle what is in flight. */
  readonly graceMs: number;
  /** How many ids are remembered. */
  readonly dedupe: number;
  readonly stateMaxBytes?: number | undefined;
  /** How long the client tries an event before the run pauses, and tries it again. */
  readonly deadlineMs: number;
  /** How events are mapped. */
  readonly mapperOptions?: MapperOptions | undefined;
}
