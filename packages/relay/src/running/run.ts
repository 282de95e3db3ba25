import { existsSync } from "node:fs";
import { openStore, type EventStore } from "@email-events/store";
import { bindPorts, type Ports } from "../receiving/bind-ports.ts";
import { checkRun } from "./check-run.ts";
import { startEndlessDelivery } from "../retrying/endless-delivery.ts";
import { systemClock, type Clock } from "../lifecycle/clock.ts";
import { createDestinationOpener } from "../retrying/destination-opener.ts";
import { createEngine } from "./engine.ts";
import { prepareSources } from "../receiving/open-sources.ts";
import { createRunOpeners } from "./run-openers.ts";
import { requestLimitOf } from "./request-limit.ts";
import { RunError } from "../run-error.ts";
import type { RunResult } from "../lifecycle/run-result.ts";
import { takeSnapshot } from "../lifecycle/run-snapshot.ts";
import type { RunSurroundings } from "../lifecycle/run-surroundings.ts";
import type { RunSettings } from "../lifecycle/settings.ts";
import { skipWarningOf } from "./skip-warning.ts";
import { supervise } from "../lifecycle/supervise.ts";

const openStoreOf = ({ state, dedupe, stateMaxBytes }: RunSettings, clock: Clock): EventStore =>
  openStore(state, {
    rememberIds: dedupe,
    now: () => clock.now(),
    ...(stateMaxBytes !== undefined && { maxBytes: stateMaxBytes }),
  });

const late = (): RunError =>
  new RunError(
    "graceExceeded",
    "The run was stopped before everything in flight was settled; nothing is lost, and a restart continues.",
  );

/**
 * Runs a relay until it is interrupted: reads its sources, delivers their events, and keeps in its state what a restart
 * needs.
 *
 * @returns How it ended. An error of a source, such as a RunError when it can't be opened or the stored offset belongs
 *   to another stream, is the `failure`.
 * @throws CommandError for settings that can't work; RunError when it can't listen; StoreError when the state
 *   can't be opened.
 */
export const run = async (settings: RunSettings, surroundings: RunSurroundings): Promise<RunResult> => {
  const { status, clock = systemClock, random = Math.random } = surroundings;
  const stopping = new AbortController();
  const abandoning = new AbortController();
  const openSources = prepareSources(settings, surroundings.env);
  await checkRun(settings, { env: surroundings.env, openSources, status, clock });
  // A state that is there is opened first: that another run has it says more than that a port is taken.
  let opened = existsSync(settings.state) ? openStoreOf(settings, clock) : undefined;
  let ports: Ports | undefined;
  try {
    const snapshot = () => takeSnapshot(status, opened?.stats(), clock.now(), settings.sources);
    ports = await bindPorts(settings, snapshot);
    const store = (opened ??= openStoreOf(settings, clock));
    if (ports.ops !== undefined) status.note(`Health and metrics are at ${ports.ops.url}.`);
    const { maxBodyBytes, warning } = requestLimitOf(settings);
    for (const text of [skipWarningOf(settings), warning]) if (text !== undefined) status.note(text);
    const supervisor = supervise({ ...surroundings, clock, graceMs: settings.graceMs, stopping, abandoning });
    const ends = { abandon: abandoning.signal, onFatal: supervisor.fail };
    try {
      const open = createDestinationOpener(settings, surroundings);
      const stop = stopping.signal;
      const delivery = await startEndlessDelivery({ open, clock, random, status, stop, ...ends });
      try {
        const { deliver, demand } = delivery;
        const { mapperOptions } = settings;
        const engine = createEngine({ store, clock, status, deliver, demand, mapperOptions, signal: stop, ...ends });
        status.receiveAgain(store.stats().pending);
        const sources = await openSources(createRunOpeners(engine, maxBodyBytes, ports.webhook));
        await engine.run(sources, supervisor.sourceFailed);
      } catch (error) {
        supervisor.fail(error);
      }
      await delivery.close();
    } finally {
      supervisor.end();
    }
    const failure = supervisor.failure() ?? (supervisor.isLate() ? late() : undefined);
    return {
      report: status.report(),
      unrecognizedNames: status.unrecognizedNames(),
      ...(failure !== undefined && { failure }),
    };
  } finally {
    await ports?.close();
    opened?.close();
  }
};
