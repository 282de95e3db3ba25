import type { RunSettings } from "../../lifecycle/settings.ts";
import { run } from "../../running/run.ts";
import { RunError } from "../../run-error.ts";
import { createRunStatus, type RunReport } from "../../lifecycle/status.ts";
import type { Clock } from "../../lifecycle/clock.ts";
import { secrets } from "../start-run.ts";

/** One run of a relay, inside this process. */
export interface CellRun {
  readonly report: () => RunReport;
  /** What it wrote to its log. */
  readonly lines: readonly string[];
  /** The warnings among these lines. */
  readonly warnings: readonly string[];
  /** Ends it; resolves to its exit code. */
  readonly stop: () => Promise<number>;
  /** Resolves to its exit code once it has ended by itself. */
  readonly ended: Promise<number>;
}

const toExitCode = (failure: unknown): number => {
  if (failure === undefined) return 0;
  if (failure instanceof RunError) return failure.exitCode;
  throw failure;
};

/** Starts a run. */
export const startCellRun = (settings: RunSettings, clock: Clock): CellRun => {
  const lines: string[] = [];
  const warnings: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const trouble = (line: string): void => {
    note(line);
    warnings.push(line);
  };
  const status = createRunStatus({ note, trouble });
  const stopping = new AbortController();
  const ended = run(settings, { env: secrets, status, clock, random: () => 0, interrupt: stopping.signal }).then(
    ({ failure }) => toExitCode(failure),
  );
  // Reported to whoever waits for it.
  ended.catch(() => undefined);
  return {
    report: status.report,
    lines,
    warnings,
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
};
