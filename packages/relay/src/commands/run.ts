import { choice, defineCommand, number, text, type ValuesOf } from "@email-events/cli";
import type { Config } from "../config/config.ts";
import { mergeConfig, type Loose } from "../config/merge-config.ts";
import { readConfig } from "../config/read-config.ts";
import { ranges } from "../config/values.ts";
import type { RunResult } from "../lifecycle/run-result.ts";
import type { RunSurroundings } from "../lifecycle/run-surroundings.ts";
import { run } from "../running/run.ts";
import type { RunSettings } from "../lifecycle/settings.ts";
import type { CommandIo } from "../terminal.ts";
import { environments } from "./environment.ts";
import { mapOption } from "./inputs.ts";
import { readMapperOptions } from "./read-mapper-options.ts";
import { duration, path } from "./run-inputs.ts";
import { toRunSettings } from "./run-settings.ts";
import { runUntilStopped } from "./until-stopped.ts";
import { sourceInputs, toSourceConfig } from "./source-inputs.ts";

const inputs = {
  ...sourceInputs,
  to: { ...text("WHERE", "where events go"), expected: "sandbox, us, eu or a URL" },
  state: path("the file that keeps what a restart needs"),
  grace: duration("grace", "how long a stopped run may take to settle what is in flight; 30s by default"),
  dedupe: number("COUNT", ranges.dedupe, "remembered ids of delivered events; 1,000,000 by default"),
  "state-max-bytes": number(
    "BYTES",
    { least: ranges.stateMaxBytes.least },
    "most bytes of the state on disk; no limit by default",
  ),
  deadline: number(
    "SECONDS",
    { ...ranges.deadline, decimals: 3 },
    "how long an event is tried before the run pauses; 600 by default",
  ),
  map: mapOption,
  report: choice("FORMAT", ["json"], "the report as one line of JSON; a table by default"),
};

type Options = ValuesOf<typeof inputs>;

/** The options as a configuration file has them. */
const toConfig = (options: Options): Loose<Config> => ({
  ...toSourceConfig(options),
  to: options.to,
  state: options.state,
  grace: options.grace,
  dedupe: options.dedupe,
  stateMaxBytes: options["state-max-bytes"],
  deadline: options.deadline,
});

/** Reads the settings of a run: those of the file, over which options win. */
const readSettings = async (options: Options, { interrupt }: CommandIo): Promise<RunSettings> => {
  const file = options.config === undefined ? {} : await readConfig(options.config, interrupt);
  const mapperOptions = readMapperOptions(options.map, undefined, file.map);
  return toRunSettings(mergeConfig(file, toConfig(options)), mapperOptions);
};

/** `email-events run`: from streams and webhooks to a destination, until it is stopped. */
export const runCommand = defineCommand({
  name: "run",
  summary: "Read streams and webhooks, and deliver their events until stopped",
  usage: "--source NAME --to WHERE --state FILE [options]",
  inputs,
  environment: environments.run,
  examples: [
    "npx @email-events/relay run --source airship --airship-region eu --airship-start earliest --to eu --state relay.state",
    "npx @email-events/relay run --source webhook --webhook-listen 127.0.0.1:8080 --to sandbox --state relay.state",
    "npx @email-events/relay run --config relay.yaml",
  ],
  run: async (options, io: CommandIo) => {
    const settings = await readSettings(options, io);
    const start = (surroundings: RunSurroundings): Promise<RunResult> => run(settings, surroundings);
    return runUntilStopped({ start, isJson: options.report === "json" }, io);
  },
});
