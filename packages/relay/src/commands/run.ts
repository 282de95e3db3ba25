import { choice, defineCommand, number, text, type ValuesOf } from "@email-events/cli";
import { StoreError } from "@email-events/store";
import { CommandError } from "../command-error.ts";
import type { Config } from "../config/config.ts";
import { mergeConfig, type Loose } from "../config/merge-config.ts";
import { readConfig } from "../config/read-config.ts";
import { createLog } from "../ops/logs.ts";
import { formatNames, formatReport } from "../report/format-report.ts";
import { exitCodes, RunError } from "../running/run-error.ts";
import { run } from "../running/run.ts";
import { readSecrets } from "../running/secrets.ts";
import type { RunSettings } from "../running/settings.ts";
import { createRunStatus } from "../running/status.ts";
import type { CommandIo } from "../terminal.ts";
import { print } from "../terminal/print.ts";
import { mapOption } from "./inputs.ts";
import { toStateMessage } from "./operate/with-state.ts";
import { readMapperOptions } from "./read-mapper-options.ts";
import { duration } from "./run-inputs.ts";
import { toRunSettings } from "./run-settings.ts";
import { sourceInputs, toSourceConfig } from "./source-inputs.ts";

/** A week, in seconds. */
const maxDeadlineSeconds = 604_800;

const inputs = {
  ...sourceInputs,
  to: { ...text("WHERE", "where events go"), expected: "sandbox, us, eu or a URL" },
  state: text("FILE", "the file that keeps what a restart needs"),
  grace: duration("how long a stopped run may take to settle what is in flight; 30s by default"),
  dedupe: number("COUNT", { least: 0, most: 100_000_000 }, "remembered ids of delivered events; 1,000,000 by default"),
  "state-max-bytes": number("BYTES", { least: 1_000_000 }, "most bytes of the state on disk; no limit by default"),
  deadline: number(
    "SECONDS",
    { least: 0.001, most: maxDeadlineSeconds, decimals: 3 },
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
const readSettings = async (options: Options): Promise<RunSettings> => {
  const file = options.config === undefined ? {} : await readConfig(options.config);
  const mapperOptions = { ...file.map, ...readMapperOptions(options.map, undefined) };
  return toRunSettings(mergeConfig(file, toConfig(options)), mapperOptions);
};

/**
 * Prints why a run failed.
 *
 * @returns Its exit code. An error that isn't expected propagates.
 */
const explainFailure = (failure: unknown, { messages }: CommandIo): number => {
  if (failure instanceof RunError) {
    messages.line(`error: ${failure.message}`);
    return failure.exitCode;
  }
  if (!(failure instanceof StoreError)) throw failure;
  messages.line(`error: ${toStateMessage(failure)}`);
  return exitCodes.stateUnusable;
};

const runAll = async (options: Options, io: CommandIo): Promise<number> => {
  const { env, interrupt, abandon } = io;
  const settings = await readSettings(options);
  const log = await createLog({ messages: io.messages, secrets: () => readSecrets(env) });
  const status = createRunStatus({ note: (line) => log.info(line), trouble: (line) => log.warn(line) });
  const { report: counts, unrecognizedNames, failure } = await run(settings, { env, status, interrupt, abandon });
  if (failure instanceof CommandError) throw failure;
  const exitCode = failure === undefined ? 0 : explainFailure(failure, io);
  const { pending, ...settled } = counts;
  const report = pending === 0 ? settled : counts;
  const isJson = options.report === "json";
  const names = isJson ? formatNames(unrecognizedNames, report) : undefined;
  if (names !== undefined) io.messages.line(names);
  const output = isJson ? { json: report } : { lines: formatReport(report, unrecognizedNames) };
  const isPrinted = await print(io, output, "the report");
  return exitCode === 0 && !isPrinted ? 2 : exitCode;
};

/** `email-events run`: from streams and webhooks to a destination, until it is stopped. */
export const runCommand = defineCommand({
  name: "run",
  summary: "Read streams and webhooks, and deliver their events until stopped",
  usage: "--source NAME --to WHERE --state FILE [options]",
  inputs,
  examples: [
    "npx @email-events/relay run --source airship --airship-region eu --airship-start earliest --to eu --state relay.state",
    "npx @email-events/relay run --source webhook --webhook-listen 127.0.0.1:8080 --to sandbox --state relay.state",
    "npx @email-events/relay run --config relay.yaml",
  ],
  run: async (options, io: CommandIo) => {
    try {
      return await runAll(options, io);
    } catch (error) {
      if (error instanceof RunError || error instanceof StoreError) return explainFailure(error, io);
      throw error;
    }
  },
});
