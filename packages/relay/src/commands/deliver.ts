import { choice, defineCommand, number, text, type ValuesOf } from "@email-events/cli";
import type { Config } from "../config/config.ts";
import { mergeConfig, type Loose } from "../config/merge-config.ts";
import { readConfig } from "../config/read-config.ts";
import { ranges } from "../config/values.ts";
import { deliver } from "../delivering/deliver.ts";
import type { DeliverSettings } from "../delivering/settings.ts";
import type { RunResult } from "../lifecycle/run-result.ts";
import type { RunSurroundings } from "../lifecycle/run-surroundings.ts";
import type { CommandIo } from "../terminal.ts";
import { environments } from "./environment.ts";
import { mapOption } from "./inputs.ts";
import { natsInputs, toNatsConfig } from "./nats-inputs.ts";
import { readMapperOptions } from "./read-mapper-options.ts";
import { address, duration } from "./run-inputs.ts";
import { toDeliverSettings } from "./run-settings.ts";
import { runUntilStopped } from "./until-stopped.ts";

const inputs = {
  config: text("FILE", "configuration file, JSON or YAML; options override it"),
  ...natsInputs,
  to: { ...text("WHERE", "where events go"), expected: "sandbox, us, eu or a URL" },
  concurrency: number("COUNT", ranges.concurrency, "most chunks in flight at a time; 32 by default"),
  "ops-listen": address("where health and metrics are served"),
  hold: duration(
    "hold",
    "after how long the chunks of a process that died are redelivered, the same for all; 60s by default",
  ),
  grace: duration("grace", "how long a stopped process may take to settle what is in flight; 30s by default"),
  dedupe: number("COUNT", ranges.dedupe, "ids of delivered events in memory; 100,000 by default"),
  deadline: number(
    "SECONDS",
    { ...ranges.deadline, decimals: 3 },
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
const readSettings = async (options: Options, { interrupt }: CommandIo): Promise<DeliverSettings> => {
  const file = options.config === undefined ? {} : await readConfig(options.config, interrupt);
  const mapperOptions = readMapperOptions(options.map, undefined, file.map);
  return toDeliverSettings(mergeConfig(file, toConfig(options)), mapperOptions);
};

/** `email-events deliver`: from a queue to a destination, until it is stopped. */
export const deliverCommand = defineCommand({
  name: "deliver",
  summary: "Take events from a queue, and deliver them until stopped",
  usage: "--nats URL --to WHERE [options]",
  inputs,
  environment: environments.deliver,
  examples: [
    "npx @email-events/relay deliver --nats nats://127.0.0.1:4222 --to eu",
    "npx @email-events/relay deliver --nats nats://127.0.0.1:4222 --to sandbox --concurrency 8",
    "npx @email-events/relay deliver --config relay.yaml",
  ],
  run: async (options, io: CommandIo) => {
    const settings = await readSettings(options, io);
    const start = (surroundings: RunSurroundings): Promise<RunResult> => deliver(settings, surroundings);
    return runUntilStopped({ start, isJson: options.report === "json", rejectsOption: "--nats URL" }, io);
  },
});
