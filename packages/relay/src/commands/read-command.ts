import { formatReport, type DeliveredWord } from "../format-report.ts";
import type { Io } from "../io.ts";
import { prepare, SourceError } from "../prepare.ts";
import { createProgress } from "../progress.ts";
import { createTally } from "../report.ts";
import type { SetAside } from "../set-aside.ts";
import { openSource } from "../sources/open-source.ts";
import type { ChooseStep } from "../steps.ts";
import { writeOut } from "../write-out.ts";

/** What sets one command that only reads apart from another. */
export interface ReadCommand<Event> {
  readonly file: string;
  readonly choose: ChooseStep<Event>;
  /** What the command calls an event that went through. */
  readonly word: DeliveredWord;
  /** What goes to stdout for an event that went through. */
  readonly print: (event: Event) => string;
  /** What goes to stdout for one that didn't. */
  readonly printSetAside: (entry: SetAside) => string;
}

/**
 * Reads a source, writes lines to stdout and a summary to stderr.
 *
 * @returns The exit code: 1 when something was invalid, 2 when the source broke off.
 */
export const runReadCommand = async <Event>(command: ReadCommand<Event>, io: Io): Promise<number> => {
  const tally = createTally();
  const progress = createProgress(io.stderr);
  const source = await openSource(command.file, io);
  const onProgress = (): void => progress.show(`${tally.report().received} events read`);
  let broken: SourceError | undefined;

  async function* toLines(): AsyncGenerator<string, void, undefined> {
    try {
      for await (const next of prepare({ source, choose: command.choose, tally, onProgress })) {
        if (next.kind === "ready") tally.count("delivered");
        yield next.kind === "ready" ? command.print(next.event) : command.printSetAside(next.entry);
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      broken = error;
    }
  }

  await writeOut(toLines(), io.stdout).finally(progress.clear);
  const report = tally.report();
  if (broken !== undefined) io.stderr.write(`The events broke off (${broken.message}); check ${command.file}.\n`);
  io.stderr.write(formatReport(report, command.word));
  return broken === undefined ? Math.min(report.invalid, 1) : 2;
};
