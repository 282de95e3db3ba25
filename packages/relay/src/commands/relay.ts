import { defineCommand } from "citty";
import { checkArguments } from "../check-arguments.ts";
import { CommandError } from "../command-error.ts";
import { openDestination, type Destination } from "../destination.ts";
import { formatReport } from "../format-report.ts";
import type { Io } from "../io.ts";
import { createProblems } from "../problems.ts";
import { createProgress } from "../progress.ts";
import { readVocabulary } from "../read-vocabulary.ts";
import { openRejectsFile } from "../rejects-file.ts";
import { relay, type RelayResult } from "../relay.ts";
import type { Report } from "../report.ts";
import { openSource } from "../sources/open-source.ts";
import { refuseRejectsFile } from "../sources/same-file.ts";
import type { SourceVocabulary } from "../vocabulary.ts";

const args = {
  from: { type: "string", description: "File of events, or - for standard input; required", valueHint: "FILE" },
  vocabulary: { type: "string", description: "airship or bulk-tracking; told from the first event", valueHint: "NAME" },
  to: { type: "string", description: "sandbox, us, eu, or the URL of a Pipelines API; required", valueHint: "WHERE" },
  report: { type: "string", description: "json: the report as one line of JSON", valueHint: "FORMAT" },
  rejects: { type: "string", description: "File for the events that were set aside", valueHint: "FILE" },
} as const;

/** Options that passed every check. */
interface Options {
  readonly from: string;
  readonly to: string;
  readonly vocabulary: SourceVocabulary | undefined;
  readonly isJson: boolean;
  readonly rejects: string | undefined;
}

const readOptions = (given: Readonly<Partial<Record<keyof typeof args, string | undefined>>>): Options => {
  const { from = "", to = "", report, rejects } = given;
  if (from === "") throw new CommandError("Give --from a file of events, or - for standard input.");
  if (to === "") throw new CommandError("Give --to sandbox, us, eu or the URL of a Pipelines API.");
  if (report !== undefined && report !== "json") throw new CommandError("Give --report json, or leave it out.");
  if (rejects === "") throw new CommandError("Give --rejects a file to write to.");
  return {
    from,
    to,
    vocabulary: readVocabulary(given.vocabulary, ["airship", "bulk-tracking"]),
    isJson: report === "json",
    rejects,
  };
};

const failures = {
  undelivered: (reason: string) =>
    `Not everything was delivered (${reason}); check the destination, and run again with what --rejects FILE keeps.\n`,
  source: (reason: string) => `The events broke off (${reason}); what came before is accounted for.\n`,
} as const;

const relayTo = async (destination: Destination, options: Options, io: Io): Promise<RelayResult> => {
  const { vocabulary } = options;
  const { send, unreachable } = destination;
  if (options.rejects !== undefined) await refuseRejectsFile(options.rejects, options.from, io);
  const source = await openSource(options.from, io);
  // Opened last: a command that can't run must not empty the rejects of the run before.
  const rejects = options.rejects === undefined ? undefined : await openRejectsFile(options.rejects);
  const progress = createProgress(io.stderr);
  const problems = createProblems(io.stderr);
  try {
    return await relay({
      source,
      send,
      ...(vocabulary !== undefined && { vocabulary }),
      ...(unreachable !== undefined && { unreachable }),
      onSetAside: (entry) => {
        // Those all have one cause, which is told at the end.
        if (entry.outcome !== "undelivered") {
          progress.clear();
          problems.show(entry);
        }
        return rejects?.write(entry);
      },
      onProgress: ({ received, delivered }) => progress.show(`${received} events read, ${delivered} delivered`),
    });
  } finally {
    progress.clear();
    problems.finish(rejects === undefined ? "--rejects FILE keeps them all." : `see ${options.rejects}.`);
    await rejects?.close();
  }
};

const run = async (options: Options, io: Io): Promise<RelayResult> => {
  const onTrouble = (cause: string): void =>
    void io.stderr.write(`The destination has trouble (${cause}); trying again for up to ten minutes.\n`);
  const destination = await openDestination(options.to, io.env, onTrouble);
  try {
    return await relayTo(destination, options, io);
  } finally {
    await destination.close();
  }
};

const toExitCode = ({ report, failure }: RelayResult): number => {
  if (failure !== undefined) return 2;
  return report.invalid + report.rejected > 0 ? 1 : 0;
};

const print = (report: Report, isJson: boolean): string =>
  isJson ? `${JSON.stringify(report)}\n` : formatReport(report);

/** `email-events relay`: from a source to a destination, with a report that adds up. */
export const buildRelayCommand = (io: Io, exit: (code: number) => void) =>
  defineCommand({
    meta: { name: "email-events relay", description: "Read events, map them and deliver them." },
    args,
    run: async (context) => {
      checkArguments("email-events relay", context.rawArgs, args);
      const options = readOptions(context.args);
      const result = await run(options, io);
      const { report, failure } = result;
      if (failure !== undefined) io.stderr.write(failures[failure.kind](failure.reason));
      io.stdout.write(print(report, options.isJson));
      exit(toExitCode(result));
    },
  });
