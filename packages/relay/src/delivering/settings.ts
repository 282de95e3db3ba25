import type { NatsSettings } from "../queue/nats-settings.ts";
import type { RunSettings } from "../lifecycle/settings.ts";

/** All settings of a deliver process, checked. Holds no secret. */
export interface DeliverSettings extends Pick<RunSettings, "to" | "ops" | "graceMs" | "deadlineMs" | "mapperOptions"> {
  readonly nats: NatsSettings;
  /** Maximum number of chunks that aren't settled. */
  readonly concurrency: number;
  /** How long a chunk stays with a process that is silent, in milliseconds; the same in all that share a queue. */
  readonly holdMs: number;
  /** How many ids of delivered events are remembered, in memory. */
  readonly dedupe: number;
}
