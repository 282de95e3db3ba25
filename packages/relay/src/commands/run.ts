import {
  choice,
  defineCommand,
  number,
  repeated,
  required,
  text,
  UsageError,
  withDefault,
  type ValuesOf,
} from "@email-events/cli";
import { StoreError } from "@email-events/store";
import { CommandError } from "../command-error.ts";
import { formatNames, formatReport } from "../report/format-report.ts";
import { exitCodes, RunError } from "../running/run-error.ts";
import { run } from "../running/run.ts";
import { sourceNames, type AirshipSettings, type RunSettings } from "../running/settings.ts";
import { createRunStatus } from "../running/status.ts";
import type { CommandIo } from "../terminal.ts";
import { print } from "../terminal/print.ts";
import { address, duration, partition } from "./run-inputs.ts";

/** A week, in seconds. */
const maxDeadlineSeconds = 604_800;

const inputs = {
  source: repeated(choice("NAME", sourceNames, "what is read")),
  to: required({ ...text("WHERE", "where events go"), expected: "sandbox, us, eu or a URL" }),
  state: required(text("FILE", "the file that keeps what a restart needs")),
  "airship-region": choice("REGION", ["us", "eu"], "region of the Airship project"),
  "airship-url": text("ORIGIN", "origin of the stream, in place of the region's"),
  "airship-start": choice("WHERE", ["earliest", "latest"], "where to begin, required until an offset is stored"),
  "airship-partition": partition("which of M runs that share the stream this is"),
  "webhook-listen": address("where the webhook listens"),
  grace: withDefault(duration("how long a stopped run may take to settle what is in flight"), "30s"),
  dedupe: withDefault(
    number("COUNT", { least: 0, most: 100_000_000 }, "how many delivered ids are remembered"),
    "1000000",
  ),
  "state-max-bytes": number(
    "BYTES",
    { least: 1_000_000 },
    "the most that the state may take on the disk; no limit by default",
  ),
  deadline: withDefault(
    number(
      "SECONDS",
      { least: 0.001, most: maxDeadlineSeconds, decimals: 3 },
      "how long an event is tried before the run pauses",
    ),
    "600",
  ),
  report: choice("FORMAT", ["json"], "the report as one line of JSON; a table by default"),
};

type Options = ValuesOf<typeof inputs>;

const toAirship = (options: Options): AirshipSettings | undefined => {
  const { "airship-region": region, "airship-url": endpoint, "airship-start": start } = options;
  if (region !== undefined && endpoint !== undefined) {
    throw new UsageError("--airship-region and --airship-url are mutually exclusive");
  }
  const server = region === undefined ? endpoint !== undefined && { endpoint } : { region };
  if (server === false) return undefined;
  const starts = { earliest: "EARLIEST", latest: "LATEST" } as const;
  return { server, start: start && starts[start], partition: options["airship-partition"] };
};

/** Makes the settings of a run from the options of its command line. */
const toRunSettings = (options: Options): RunSettings => {
  const { source: sources, to, state, grace: graceMs, dedupe } = options;
  if (sources.length === 0) throw new UsageError("--source is required (airship, compliance or webhook)");
  return {
    sources,
    to,
    state,
    graceMs,
    dedupe,
    airship: toAirship(options),
    webhook: options["webhook-listen"],
    stateMaxBytes: options["state-max-bytes"],
    deadlineMs: Math.round(options.deadline * 1_000),
  };
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
  messages.line(`error: ${failure.message}`);
  return exitCodes.stateUnusable;
};

const runAll = async (options: Options, io: CommandIo): Promise<number> => {
  const { env, interrupt, abandon } = io;
  const status = createRunStatus(io.messages.line);
  const {
    report: counts,
    unrecognizedNames,
    failure,
  } = await run(toRunSettings(options), { env, status, interrupt, abandon });
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
    "email-events run --source airship --airship-region eu --airship-start earliest --to eu --state relay.state",
    "email-events run --source webhook --webhook-listen 127.0.0.1:8080 --to sandbox --state relay.state",
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
