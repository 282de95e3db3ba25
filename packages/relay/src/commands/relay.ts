import { choice, defineCommand, number, required, text, type ValuesOf, withDefault } from "@email-events/cli";
import { openDestination, type Destination } from "../destination/destination.ts";
import { toExitCode } from "./exit-code.ts";
import { explainEnding, type Ending } from "./explain-ending.ts";
import { formatNames, formatReport } from "../report/format-report.ts";
import type { CommandIo } from "../terminal.ts";
import { createNotices } from "../relaying/notices.ts";
import { print } from "../terminal/print.ts";
import { createProblems } from "../report/problems.ts";
import { createProgress } from "../terminal/progress.ts";
import { environments } from "./environment.ts";
import { fromOption, mapConfigOption, mapOption, startLineOption, vocabularyOption } from "./inputs.ts";
import { loadMapperOptions } from "./load-mapper-options.ts";
import { findSecret } from "../lifecycle/secrets.ts";
import { openRejectsFile } from "../report/rejects-file.ts";
import type { RejectsFile } from "../report/rejects-writer.ts";
import { relay, type RelayResult } from "../relaying/relay.ts";
import type { RelayOptions } from "../relaying/relay-options.ts";
import { openSource } from "../sources/open-source.ts";
import { sourceRef } from "../sources/same-file.ts";
import { quote } from "../terminal/quote.ts";

/** A week, in seconds: events that are older are too late to use. */
const maxDeadlineSeconds = 604_800;

const inputs = {
  from: fromOption,
  to: required({ ...text("WHERE", "where events go"), expected: "sandbox, us, eu or a URL" }),
  vocabulary: vocabularyOption("delivers events without mapping"),
  config: mapConfigOption,
  map: mapOption,
  report: choice("FORMAT", ["json"], "the report as one line of JSON; a table by default"),
  rejects: text("FILE", "file for the events that were neither delivered nor skipped"),
  "max-rejects-bytes": number("BYTES", { least: 1 }, "most bytes to write to --rejects; 100,000,000 by default"),
  "start-line": startLineOption,
  deadline: withDefault(
    number("SECONDS", { least: 0.001, most: maxDeadlineSeconds, decimals: 3 }, "how long an event is tried for"),
    "600",
  ),
};

/** Options that passed every check. */
type Options = ValuesOf<typeof inputs>;

/** Reports single events on stderr, and keeps those that are set aside. */
const createObservers = (rejects: RejectsFile | undefined, { messages }: CommandIo) => {
  const progress = createProgress(messages);
  const problems = createProblems(messages);
  const notes = createProblems(messages);
  const options: Pick<RelayOptions, "onSetAside" | "onNote" | "onProgress" | "flush"> = {
    onSetAside: (entry) => {
      // Undelivered events all have one cause, which is reported at the end.
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
    notes.finish("events with notes are passed on without these values.");
  };
  return { options, finish };
};

const relayTo = async (destination: Destination, options: Options, io: CommandIo): Promise<Ending> => {
  const { from, rejects: path, "start-line": startLine, vocabulary } = options;
  const mapperOptions = await loadMapperOptions(options, io);
  const source = await openSource(from, io);
  const stopping = new AbortController();
  const rejects =
    path === undefined
      ? undefined
      : await openRejectsFile(path, sourceRef(from, io), {
          isContinued: startLine !== undefined,
          maxBytes: options["max-rejects-bytes"],
          onFailure: () => stopping.abort(),
        });
  const observers = createObservers(rejects, io);
  let result: RelayResult | undefined;
  try {
    const { sendChunks } = destination;
    const { signal } = stopping;
    result = await relay({ source, sendChunks, vocabulary, mapperOptions, startLine, signal, ...observers.options });
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
  const deadlineMs = Math.round(options.deadline * 1_000);
  const notices = createNotices(io, deadlineMs);
  try {
    const { abandon } = io;
    const env = { PIPELINES_WRITE_KEY: findSecret(io.env, "PIPELINES_WRITE_KEY")?.() };
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
export const relayCommand = defineCommand({
  name: "relay",
  summary: "Read events, map them and deliver them",
  usage: "--from FILE --to WHERE [options]",
  inputs,
  environment: environments.relay,
  examples: [
    "npx @email-events/relay relay --from events.ndjson --to sandbox",
    "npx @email-events/relay relay --from events.ndjson.gz --to eu --rejects rejects.ndjson",
    "curl -s https://example.com/events | npx @email-events/relay relay --from - --to us",
  ],
  run: async (options, io: CommandIo) => {
    const isJson = options.report === "json";
    const ending = await run(options, io);
    const { report, unrecognizedNames, failure, rejects } = ending;
    explainEnding(ending).forEach(io.messages.line);
    // The table has the names; a line of JSON has the counts alone.
    const names = isJson ? formatNames(unrecognizedNames, report) : undefined;
    if (names !== undefined) io.messages.line(names);
    const output = isJson ? { json: report } : { lines: formatReport(report, unrecognizedNames) };
    const isPrinted = await print(io, output, "the report");
    return toExitCode({ report, isCutShort: failure !== undefined || rejects !== undefined || !isPrinted });
  },
});
