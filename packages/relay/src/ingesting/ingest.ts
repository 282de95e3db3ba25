import { startOps } from "../ops/start-ops.ts";
import type { Queue } from "../queue/queue.ts";
import { systemClock } from "../lifecycle/clock.ts";
import { openQueueOf, tellWarnings, type QueueSurroundings } from "../lifecycle/open-queue.ts";
import { prepareSources } from "../receiving/open-sources.ts";
import { toRunError } from "../lifecycle/queue-run-error.ts";
import { takeQueueSnapshot } from "../lifecycle/queue-snapshot.ts";
import { RunError } from "../run-error.ts";
import { runSources } from "../receiving/run-sources.ts";
import { supervise } from "../lifecycle/supervise.ts";
import { createIngestOpeners } from "./ingest-openers.ts";
import { toIngestReport, type IngestReport } from "./ingest-report.ts";
import type { IngestSettings } from "./settings.ts";

/** How ingesting ended. */
export interface IngestResult {
  readonly report: IngestReport;
  /** Why it failed; absent after a regular stop. */
  readonly failure?: unknown;
}

const late = (): RunError =>
  new RunError(
    "graceExceeded",
    "Ingesting was stopped before everything that was read was published; nothing is lost, and a restart continues.",
  );

/** Publishes what sources receive until the run is interrupted. */
const publishAll = async (
  queue: Queue,
  settings: IngestSettings,
  surroundings: QueueSurroundings,
  openSources: ReturnType<typeof prepareSources>,
): Promise<IngestResult> => {
  const { status, clock = systemClock, random = Math.random } = surroundings;
  const stopping = new AbortController();
  const abandoning = new AbortController();
  const supervisor = supervise({ ...surroundings, clock, graceMs: settings.graceMs, stopping, abandoning });
  const onFatal = (error: unknown): void => supervisor.fail(toRunError(error));
  try {
    const [stop, abandon] = [stopping.signal, abandoning.signal];
    const parts = { queue, clock, random, status, stop, abandon, onFatal };
    const sources = await openSources(createIngestOpeners(parts));
    // One that was refused isn't run again: to read its offset is to take it back from a process that has it by now.
    await runSources(sources, supervisor.sourceFailed);
  } catch (error) {
    onFatal(error);
  } finally {
    supervisor.end();
  }
  const failure = supervisor.failure() ?? (supervisor.isLate() ? late() : undefined);
  const report = toIngestReport(status);
  if (report.pending > 0) status.note("queue: it doesn't have all that was read; the next run reads the rest again");
  return { report, ...(failure !== undefined && { failure }) };
};

/**
 * Reads sources and publishes their events to a queue, until it is interrupted. The offset of a stream is put once all
 * before it is in the queue, and a request of the webhook is confirmed once its events are.
 *
 * @returns How it ended. An error of a source, or that another process took over its offset, is the `failure`.
 * @throws CommandError for settings that can't work; RunError when the queue can't be opened.
 */
export const ingest = async (settings: IngestSettings, surroundings: QueueSurroundings): Promise<IngestResult> => {
  const { status, env, clock = systemClock } = surroundings;
  // The webhook first: a process that can't listen, such as one that was started twice, must not take over a partition.
  const openSources = prepareSources(settings, env, true);
  const queue = await openQueueOf(settings, surroundings);
  if (queue === undefined) return { report: toIngestReport(status) };
  try {
    const snapshot = () => takeQueueSnapshot(status, queue, clock, settings.sources);
    const ops = settings.ops && (await startOps(settings.ops, snapshot));
    try {
      if (ops !== undefined) status.note(`Health and metrics are at ${ops.url}.`);
      await tellWarnings(queue, status);
      return await publishAll(queue, settings, surroundings, openSources);
    } finally {
      await ops?.close();
    }
  } catch (error) {
    throw toRunError(error);
  } finally {
    await queue.close();
  }
};
