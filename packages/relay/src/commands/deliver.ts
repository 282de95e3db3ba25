import { choice, defineCommand, number, text, UsageError, type ValuesOf } from "@email-events/cli";
import { configDefaults, type Config } from "../config/config.ts";
import { mergeConfig, type Loose } from "../config/merge-config.ts";
import { readConfig } from "../config/read-config.ts";
import { parseAddress, parseDuration } from "../config/values.ts";
import { deliver } from "../delivering/deliver.ts";
import type { DeliverSettings } from "../delivering/settings.ts";
import type { RunResult, RunSurroundings } from "../running/run.ts";
import type { CommandIo } from "../terminal.ts";
import { mapOption } from "./inputs.ts";
import { natsInputs, toNatsConfig, toNatsSettings } from "./nats-inputs.ts";
import { readMapperOptions } from "./read-mapper-options.ts";
import { address, duration } from "./run-inputs.ts";
import { runUntilStopped } from "./until-stopped.ts";

/** A week, in seconds. */
const maxDeadlineSeconds = 604_800;

/** Chunks in flight, each of up to 200 events: enough to fill requests, and few to deliver again after a crash. */
const defaultConcurrency = 32;

const defaultHold = "60s";
/** The shortest time after which the queue hands out the chunk of a silent process again. */
const leastHoldMs = 1_000;

/** Fewer than in `run`: if several workers share a queue, each one sees few duplicates. */
const defaultDedupe = 100_000;

const inputs = {
  config: text("FILE", "configuration file, JSON or YAML; options win over it"),
  ...natsInputs,
  to: { ...text("WHERE", "where events go"), expected: "sandbox, us, eu or a URL" },
  concurrency: number("COUNT", { least: 1, most: 1_000 }, "most chunks in flight at a time; 32 by default"),
  "ops-listen": address("where health and metrics are served"),
  hold: duration("how long chunks of a process that died stay out, the same for all; 60s by default"),
  grace: duration("how long a stopped process may take to settle what is in flight; 30s by default"),
  dedupe: number("COUNT", { least: 0, most: 100_000_000 }, "ids of delivered events in memory; 100,000 by default"),
  deadline: number(
    "SECONDS",
    { least: 0.001, most: maxDeadlineSeconds, decimals: 3 },
    "how long an event is tried before delivery pauses; 600 by default",
  ),
  map: mapOption,
  report: choice("FORMAT", ["json"], "the report as one line of JSON; a table by default"),
};

type Options = ValuesOf<typeof inputs>;

/** The options as a configuration file has them. */
const toConfig = (options: Options): Loose<Config> => ({
  to: options.to,
  nats: toNatsConfig(options),
  ops: { listen: options["ops-listen"] },
  grace: options.grace,
  dedupe: options.dedupe,
  deadline: options.deadline,
  hold: options.hold,
  concurrency: options.concurrency,
});

/** Reads the settings: those of the file, over which options win. */
const readSettings = async (options: Options): Promise<DeliverSettings> => {
  const file = options.config === undefined ? {} : await readConfig(options.config);
  const { to, nats, ops, grace, dedupe, deadline, hold, concurrency } = mergeConfig(file, toConfig(options));
  const holdMs = parseDuration(hold ?? defaultHold) ?? 0;
  if (holdMs < leastHoldMs) throw new UsageError("--hold must be at least 1s");
  if (to === undefined) throw new UsageError("--to is required (sandbox, us, eu or a URL)");
  return {
    nats: toNatsSettings(nats),
    to,
    concurrency: concurrency ?? defaultConcurrency,
    holdMs,
    ops: ops?.listen === undefined ? undefined : parseAddress(ops.listen),
    graceMs: parseDuration(grace ?? configDefaults.grace) ?? 0,
    dedupe: dedupe ?? defaultDedupe,
    deadlineMs: Math.round((deadline ?? configDefaults.deadline) * 1_000),
    mapperOptions: readMapperOptions(options.map, undefined, file.map),
  };
};

/** `email-events deliver`: from a queue to a destination, until it is stopped. */
export const deliverCommand = defineCommand({
  name: "deliver",
  summary: "Take events from a queue, and deliver them until stopped",
  usage: "--nats URL --to WHERE [options]",
  inputs,
  examples: [
    "npx @email-events/relay deliver --nats nats://127.0.0.1:4222 --to eu",
    "npx @email-events/relay deliver --nats nats://127.0.0.1:4222 --to sandbox --concurrency 8",
    "npx @email-events/relay deliver --config relay.yaml",
  ],
  run: async (options, io: CommandIo) => {
    const settings = await readSettings(options);
    const start = (surroundings: RunSurroundings): Promise<RunResult> => deliver(settings, surroundings);
    return runUntilStopped({ start, isJson: options.report === "json", rejectsOption: "--nats URL" }, io);
  },
});
