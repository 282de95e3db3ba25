import type { Address } from "../config/values.ts";
import type { NatsSettings } from "../queue/nats-settings.ts";
import type { SourceSettings } from "../receiving/open-sources.ts";

/** All settings of the role that ingests, checked. Holds no secret. */
export interface IngestSettings extends SourceSettings {
  readonly nats: NatsSettings;
  /** Where health and metrics are served; nowhere by default. */
  readonly ops?: Address | undefined;
  /** How long a stopped run may take to publish what was read. */
  readonly graceMs: number;
}
