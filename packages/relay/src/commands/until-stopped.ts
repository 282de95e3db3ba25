import { createLog } from "../ops/logs.ts";
import { formatNames, formatReport } from "../report/format-report.ts";
import type { RunResult } from "../lifecycle/run-result.ts";
import type { RunSurroundings } from "../lifecycle/run-surroundings.ts";
import { readSecrets } from "../lifecycle/secrets.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import type { CommandIo } from "../terminal.ts";
import { print } from "../terminal/print.ts";
import { explainFailure } from "./explain-failure.ts";

/** How a program that runs until it is stopped is started, and what it prints. */
export interface UntilStopped {
  readonly start: (surroundings: RunSurroundings) => Promise<RunResult>;
  /** Whether the report is one line of JSON. */
  readonly isJson: boolean;
  /** The option with which the commands find what is set aside. */
  readonly rejectsOption?: string;
}

const runAll = async ({ start, isJson, rejectsOption }: UntilStopped, io: CommandIo): Promise<number> => {
  const { env, interrupt, abandon } = io;
  const log = await createLog({ messages: io.messages, secrets: () => readSecrets(env) });
  const printer = { note: (line: string) => log.info(line), trouble: (line: string) => log.warn(line) };
  const status = createRunStatus(printer, undefined, rejectsOption);
  const { report: counts, unrecognizedNames, failure } = await start({ env, status, interrupt, abandon });
  const exitCode = failure === undefined ? 0 : explainFailure(failure, io);
  const { pending, ...settled } = counts;
  const report = pending === 0 ? settled : counts;
  const names = isJson ? formatNames(unrecognizedNames, report) : undefined;
  if (names !== undefined) io.messages.line(names);
  const output = isJson ? { json: report } : { lines: formatReport(report, unrecognizedNames) };
  const isPrinted = await print(io, output, "the report");
  return exitCode === 0 && !isPrinted ? 2 : exitCode;
};

/** Runs a program until it is stopped, and prints its report and why it failed. Resolves to its exit code. */
export const runUntilStopped = async (how: UntilStopped, io: CommandIo): Promise<number> => {
  try {
    return await runAll(how, io);
  } catch (error) {
    return explainFailure(error, io);
  }
};
