import { toExitCode } from "./exit-code.ts";
import { explainEnding } from "./explain-ending.ts";
import { formatReport, type DeliveredWord } from "../report/format-report.ts";
import type { CommandIo } from "../terminal.ts";
import { createJudge } from "../judging/judge.ts";
import type { Note } from "../judging/note.ts";
import { noteOf, prepare, settle, type Position } from "../judging/prepare.ts";
import { SourceError } from "../judging/source-error.ts";
import { createProgress } from "../terminal/progress.ts";
import { defaultMaxItemBytes } from "../reading/read-items.ts";
import { buildFailure, type RelayFailure } from "../relaying/relay-failure.ts";
import { createTally } from "../report/report.ts";
import type { SetAside } from "../report/set-aside.ts";
import { openSource } from "../sources/open-source.ts";
import type { Choice } from "../judging/steps.ts";
import { createStop } from "../reading/stop.ts";
import type { Output } from "../terminal/to-text.ts";
import type { OutputPart } from "../terminal/write-out.ts";

/** How a command reads a source and prints its events. */
export interface ReadCommand<Event> {
  readonly file: string;
  readonly startLine: number | undefined;
  readonly choice: Choice<Event>;
  /** The report's word for a good event. */
  readonly word: DeliveredWord;
  /** Returns what goes to stdout for a good event. */
  readonly print: (event: Event) => Output;
  /** Returns what goes to stdout for a value that was left out of one. */
  readonly printNote: (note: Note) => Output;
  /** Returns what goes to stdout for a set-aside event. */
  readonly printSetAside: (entry: SetAside) => Output;
}

/** An output without lines. */
export const nothing: Output = { lines: [] };

/** Converts the error of a source that failed; other errors propagate. */
const toFailure = (error: unknown, { line }: Position): RelayFailure => {
  if (!(error instanceof SourceError)) throw error;
  return buildFailure("source", error.message, line);
};

/**
 * Reads a source, writes lines to stdout and a summary to stderr. The lines of a chunk are written before the next chunk
 * is read.
 *
 * @returns The exit code.
 */
export const runReadCommand = async <Event>(command: ReadCommand<Event>, io: CommandIo): Promise<number> => {
  const { file, startLine, word } = command;
  const tally = createTally();
  const judge = createJudge(command.choice, defaultMaxItemBytes);
  const progress = createProgress(io.messages);
  const position: Position = { line: startLine ?? 1 };
  const source = await openSource(file, io);
  let failure: RelayFailure | undefined;

  async function* toParts(): AsyncGenerator<OutputPart, void, undefined> {
    try {
      for await (const chunk of prepare({ source, judge, startLine, stop: createStop() })) {
        for (const judged of chunk) {
          const { item, step } = judged;
          position.line = item.line;
          const note = noteOf(judged);
          if (note !== undefined) yield command.printNote(note);
          const setAside = settle(judged, tally);
          if (setAside !== undefined) yield command.printSetAside(setAside);
          if (step.status !== "valid") continue;
          tally.count({ status: "delivered" });
          yield command.print(step.value);
        }
        progress.show(`${tally.report().received} events read`);
        yield undefined;
      }
    } catch (error) {
      failure = toFailure(error, position);
    }
  }

  const written = await io.results.writeAll(toParts()).finally(progress.clear);
  // EPIPE is no failure: a reader such as `head` closes the pipe when it has enough.
  const isFull = written.status === "failed" && written.code !== "EPIPE";
  if (isFull) io.messages.line(`Can't write to standard output (${written.code}); what it holds is incomplete.`);
  const report = tally.report();
  const unrecognizedNames = tally.unrecognizedNames();
  const ending = { report, unrecognizedNames, from: file, startLine, failure, mismatch: judge.mismatch() };
  [...explainEnding(ending), ...formatReport(report, unrecognizedNames, word)].forEach(io.messages.line);
  return toExitCode({ report, isCutShort: failure !== undefined || isFull });
};
