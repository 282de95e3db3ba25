import { choice, defineCommand, type ValuesOf } from "@email-events/cli";
import { mergeConfig } from "../config/merge-config.ts";
import { readConfig } from "../config/read-config.ts";
import { formatIngestReport } from "../ingesting/ingest-report.ts";
import { ingest, type IngestResult } from "../ingesting/ingest.ts";
import { createLog } from "../ops/logs.ts";
import { readSecrets } from "../lifecycle/secrets.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import type { CommandIo } from "../terminal.ts";
import { print } from "../terminal/print.ts";
import { environments } from "./environment.ts";
import { explainFailure } from "./explain-failure.ts";
import { natsInputs, toNatsConfig } from "./nats-inputs.ts";
import { duration } from "./run-inputs.ts";
import { toIngestSettings } from "./run-settings.ts";
import { sourceInputs, toSourceConfig } from "./source-inputs.ts";

const inputs = {
  ...sourceInputs,
  ...natsInputs,
  grace: duration("grace", "how long a stopped run may take to publish what was read; 30s by default"),
  report: choice("FORMAT", ["json"], "the report as one line of JSON; a table by default"),
};

type Options = ValuesOf<typeof inputs>;

const publishAll = async (
  options: Options,
  { env, messages, interrupt, abandon }: CommandIo,
): Promise<IngestResult> => {
  const file = options.config === undefined ? {} : await readConfig(options.config, interrupt);
  const given = { ...toSourceConfig(options), nats: toNatsConfig(options), grace: options.grace };
  const settings = toIngestSettings(mergeConfig(file, given));
  const log = await createLog({ messages, secrets: () => readSecrets(env) });
  const printer = { note: (line: string) => log.info(line), trouble: (line: string) => log.warn(line) };
  const status = createRunStatus(printer, undefined, "--nats URL");
  return ingest(settings, { env, status, interrupt, abandon });
};

const runAll = async (options: Options, io: CommandIo): Promise<number> => {
  const { report, failure } = await publishAll(options, io);
  const exitCode = failure === undefined ? 0 : explainFailure(failure, io);
  const output = options.report === "json" ? { json: report } : { lines: formatIngestReport(report) };
  const isPrinted = await print(io, output, "the report");
  return exitCode === 0 && !isPrinted ? 2 : exitCode;
};

/** `email-events ingest`: from streams and webhooks to a queue, until it is stopped. */
export const ingestCommand = defineCommand({
  name: "ingest",
  summary: "Read streams and webhooks, and publish their events to a queue until stopped",
  usage: "--source NAME --nats URL [options]",
  inputs,
  environment: environments.ingest,
  examples: [
    "npx @email-events/relay ingest --source airship --airship-region eu --airship-start earliest --nats nats://127.0.0.1:4222",
    "npx @email-events/relay ingest --source airship --airship-partition 0/2 --config relay.yaml",
    "npx @email-events/relay ingest --source webhook --webhook-listen 127.0.0.1:8080 --nats nats://127.0.0.1:4222",
  ],
  run: async (options, io: CommandIo) => {
    try {
      return await runAll(options, io);
    } catch (error) {
      return explainFailure(error, io);
    }
  },
});
