import { listWords, UsageError } from "@email-events/cli";
import { configDefaults, type AirshipConfig, type Config } from "../config/config.ts";
import { parseAddress, parseDuration, parsePartition } from "../config/values.ts";
import type { MapperOptions } from "@email-events/diagnose/sources";
import type { DeliverSettings } from "../delivering/settings.ts";
import type { IngestSettings } from "../ingesting/settings.ts";
import { sourceNames, type AirshipSettings, type RunSettings } from "../lifecycle/settings.ts";
import { toNatsSettings } from "./nats-inputs.ts";
import { refuseConflicts } from "./refuse-conflicts.ts";

const starts = { earliest: "EARLIEST", latest: "LATEST" } as const;

const toAirship = (airship: AirshipConfig): AirshipSettings | undefined => {
  refuseConflicts({ airship });
  const { region, url, start, partition, events } = airship;
  const server = region === undefined ? url !== undefined && { endpoint: url } : { region };
  if (server === false) return undefined;
  return {
    server,
    start: start && starts[start],
    partition: partition === undefined ? undefined : parsePartition(partition),
    events,
  };
};

const required = <Value>(found: Value | undefined, name: string, expected: string): Value => {
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is required (${expected})`);
};

/** Makes the settings of the sources, and where health and metrics are served. */
const toSourceSettings = ({ sources = [], airship, webhook, ops }: Config) => ({
  sources: required(sources.length > 0 ? sources : undefined, "source", listWords(sourceNames)),
  airship: airship && toAirship(airship),
  webhook: webhook?.listen === undefined ? undefined : parseAddress(webhook.listen),
  ops: ops?.listen === undefined ? undefined : parseAddress(ops.listen),
});

/**
 * Makes the settings of the role that ingests, of a configuration whose values were checked one by one.
 *
 * @throws UsageError when something is missing, or two settings contradict each other.
 */
export const toIngestSettings = (config: Config): IngestSettings => ({
  ...toSourceSettings(config),
  nats: toNatsSettings(config.nats),
  graceMs: parseDuration(config.grace ?? configDefaults.grace) ?? 0,
});

/**
 * Makes the settings of a run of a configuration, whose values were checked one by one.
 *
 * @throws UsageError when something is missing, or two settings contradict each other.
 */
export const toRunSettings = (config: Config, mapperOptions: MapperOptions): RunSettings => {
  const { grace, dedupe, deadline } = { ...configDefaults, ...config };
  return {
    ...toSourceSettings(config),
    to: required(config.to, "to", "sandbox, us, eu or a URL"),
    state: required(config.state, "state", "the file that keeps what a restart needs"),
    graceMs: parseDuration(grace) ?? 0,
    dedupe,
    stateMaxBytes: config.stateMaxBytes,
    deadlineMs: Math.round(deadline * 1_000),
    mapperOptions,
  };
};

/** The defaults of `deliver` beside those that it shares with `run`. */
const deliverDefaults = {
  /** Chunks in flight, each of up to 200 events: enough to fill requests, and few to deliver again after a crash. */
  concurrency: 32,
  hold: "60s",
  /** Fewer than in `run`: if several workers share a queue, each one sees few duplicates. */
  dedupe: 100_000,
} as const;

/**
 * Makes the settings of the role that delivers, of a configuration whose values were checked one by one.
 *
 * @throws UsageError when something is missing, or two settings contradict each other.
 */
export const toDeliverSettings = (config: Config, mapperOptions: MapperOptions): DeliverSettings => {
  const { grace, deadline, hold, dedupe, concurrency } = { ...configDefaults, ...deliverDefaults, ...config };
  return {
    to: required(config.to, "to", "sandbox, us, eu or a URL"),
    nats: toNatsSettings(config.nats),
    concurrency,
    holdMs: parseDuration(hold) ?? 0,
    ops: config.ops?.listen === undefined ? undefined : parseAddress(config.ops.listen),
    graceMs: parseDuration(grace) ?? 0,
    dedupe,
    deadlineMs: Math.round(deadline * 1_000),
    mapperOptions,
  };
};
