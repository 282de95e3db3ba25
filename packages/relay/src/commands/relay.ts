import { defineCommand } from "citty";
import { checkArguments, valuesOf } from "./check-arguments.ts";
import { CommandError } from "../command-error.ts";
import { openDestination, type Destination } from "../delivery/destination.ts";
import { toExitCode } from "./exit-code.ts";
import { explain, type Ending } from "./explain.ts";
import { formatNames, formatReport } from "../report/format-report.ts";
import type { CommandIo } from "../terminal.ts";
import { createNotices } from "../delivery/notices.ts";
import { print } from "../terminal/print.ts";
import { createProblems } from "../report/problems.ts";
import { createProgress } from "../terminal/progress.ts";
import { readDeadlineMs, readMaxRejectsBytes, readStartLine } from "./read-number.ts";
import { exampleSetting } from "./mapper-option-names.ts";
import { readMapperOptions } from "./read-mapper-options.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import { openRejectsFile } from "../report/rejects-file.ts";
import type { RejectsFile } from "../report/rejects-writer.ts";
import { relay, type RelayOptions, type RelayResult } from "../delivery/relay.ts";
import { openSource } from "../sources/open-source.ts";
import { sourceRef } from "../sources/same-file.ts";
import { sourceVocabularyNames, type MapperOptions } from "../judging/mappings.ts";
import type { Vocabulary } from "../judging/vocabulary.ts";
import { quote } from "../terminal/quote.ts";

const args = {
  from: { type: "string", description: "File of events, or - for standard input; required", valueHint: "FILE" },
  vocabulary: {
    type: "string",
    description: `${sourceVocabularyNames.join(" or ")}, otherwise detected; or semantic: deliver without mapping`,
    valueHint: "NAME",
  },
  map: {
    type: "string",
    description: `Option of a mapping, such as ${exampleSetting()}; may be given several times`,
    valueHint: "VOCABULARY.OPTION=VALUE",
  },
  to: { type: "string", description: "sandbox, us, eu, or the URL of a Pipelines API; required", valueHint: "WHERE" },
  report: { type: "string", description: "json: the report as one line of JSON", valueHint: "FORMAT" },
  rejects: { type: "string", description: "File for the events that were set aside", valueHint: "FILE" },
  "max-rejects-bytes": {
    type: "string",
    description: "Most bytes to write to --rejects; 100,000,000 by default",
    valueHint: "BYTES",
  },
  "start-line": { type: "string", description: "First line to read, to go on after a failure", valueHint: "N" },
  deadline: { type: "string", description: "Seconds that an event is tried for; 600 by default", valueHint: "SECONDS" },
} as const;

/** The client's own. */
const defaultDeadlineMs = 600_000;

/** Options that passed every check. */
interface Options {
  readonly from: string;
  readonly to: string;
  readonly vocabulary: Vocabulary | undefined;
  readonly mapperOptions: MapperOptions;
  readonly isJson: boolean;
  readonly rejects: string | undefined;
  readonly maxRejectsBytes: number | undefined;
  readonly startLine: number | undefined;
  readonly deadlineMs: number;
}

const readOptions = (
  given: Readonly<Partial<Record<keyof typeof args, string | undefined>>>,
  mapWords: readonly string[],
): Options => {
  const { from = "", to = "", report, rejects } = given;
  if (from === "") throw new CommandError("Give --from a file of events, or - for standard input.");
  if (to === "") throw new CommandError("Give --to sandbox, us, eu or the URL of a Pipelines API.");
  if (report !== undefined && report !== "json") throw new CommandError("Give --report json, or leave it out.");
  if (rejects === "") throw new CommandError("Give --rejects a file to write to.");
  const vocabulary = readVocabulary(given.vocabulary);
  return {
    from,
    to,
    vocabulary,
    mapperOptions: readMapperOptions(mapWords, vocabulary),
    isJson: report === "json",
    rejects,
    maxRejectsBytes: readMaxRejectsBytes(given["max-rejects-bytes"]),
    startLine: readStartLine(given["start-line"]),
    deadlineMs: readDeadlineMs(given.deadline) ?? defaultDeadlineMs,
  };
};

/** Tells on stderr what happens to single events, and keeps those that are set aside. */
const createObservers = (rejects: RejectsFile | undefined, { messages }: CommandIo) => {
  const progress = createProgress(messages);
  const problems = createProblems(messages);
  const notes = createProblems(messages);
  const options: Pick<RelayOptions, "onSetAside" | "onNote" | "onProgress" | "flush"> = {
    onSetAside: (entry) => {
      // Those all have one cause, which is told at the end.
      if (entry.status !== "undelivered") {
        progress.clear();
        problems.show(entry);
      }
      return rejects?.write(entry);
    },
    onNote: (note) => {
      progress.clear();
      notes.show({ ...note, status: "note" });
    },
    onProgress: ({ received, delivered }) => progress.show(`${received} events read, ${delivered} delivered`),
    flush: () => rejects?.flush(),
  };
  const finish = (path: string | undefined): void => {
    progress.clear();
    problems.finish(path === undefined ? "--rejects FILE keeps them all." : `see ${quote(path)}.`);
    notes.finish("the events with notes went on.");
  };
  return { options, finish };
};

const relayTo = async (destination: Destination, options: Options, io: CommandIo): Promise<Ending> => {
  const { from, rejects: path, startLine, vocabulary, mapperOptions } = options;
  const source = await openSource(from, io);
  const stopping = new AbortController();
  const rejects =
    path === undefined
      ? undefined
      : await openRejectsFile(path, sourceRef(from, io), {
          isContinued: startLine !== undefined,
          maxBytes: options.maxRejectsBytes,
          onFailure: () => stopping.abort(),
        });
  const observers = createObservers(rejects, io);
  let result: RelayResult | undefined;
  try {
    const { send } = destination;
    const { signal } = stopping;
    result = await relay({ source, send, vocabulary, mapperOptions, startLine, signal, ...observers.options });
  } finally {
    observers.finish(path);
    const hasRun = result !== undefined && (result.report.received > 0 || result.failure === undefined);
    await rejects?.close(hasRun);
  }
  const leftOut = rejects?.leftOut() ?? 0;
  if (leftOut > 0) {
    const events = `${leftOut.toLocaleString("en")} more event${leftOut === 1 ? "" : "s"}`;
    io.messages.line(
      `${quote(path ?? "")} is full; ${events} were set aside and are not in it: raise --max-rejects-bytes.`,
    );
  }
  const failure = rejects?.failure();
  return { ...result, from, startLine, ...(path !== undefined && failure && { rejects: { path, failure } }) };
};

const run = async (options: Options, io: CommandIo): Promise<Ending> => {
  const { deadlineMs } = options;
  const notices = createNotices(io, deadlineMs);
  try {
    const { env, abandon } = io;
    const destination = await openDestination(options.to, { env, abandon, deadlineMs, onTrouble: notices.onTrouble });
    try {
      notices.watch(destination);
      return await relayTo(destination, options, io);
    } finally {
      await destination.close();
    }
  } finally {
    notices.end();
  }
};

/** `email-events relay`: from a source to a destination, with a report that adds up. */
export const buildRelayCommand = (io: CommandIo, exit: (code: number) => void) =>
  defineCommand({
    meta: { name: "email-events relay", description: "Read events, map them and deliver them." },
    args,
    run: async (context) => {
      checkArguments("email-events relay", context.rawArgs, args);
      const options = readOptions(context.args, valuesOf(context.rawArgs, args, "map"));
      const ending = await run(options, io);
      const { report, unrecognizedNames, failure, rejects } = ending;
      explain(ending).forEach(io.messages.line);
      // The table has the names; a line of JSON has the counts alone.
      const names = options.isJson ? formatNames(unrecognizedNames, report) : undefined;
      if (names !== undefined) io.messages.line(names);
      const output = options.isJson ? { json: report } : { lines: formatReport(report, unrecognizedNames) };
      const isPrinted = await print(io, output, "the report");
      exit(toExitCode({ report, isCutShort: failure !== undefined || rejects !== undefined || !isPrinted }));
    },
  });
