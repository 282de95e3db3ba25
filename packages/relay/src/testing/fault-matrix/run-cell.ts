import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { MapperOptions } from "@email-events/diagnose/sources";
import type { Clock } from "../../lifecycle/clock.ts";
import type { RunSettings, SourceName } from "../../lifecycle/settings.ts";
import type { RunReport } from "../../lifecycle/status.ts";
import { deliverableIds } from "../deliverable-ids.ts";
import { until } from "../start-run.ts";
import { startCellApi, type CellApi } from "./api.ts";
import { startCellRun, type CellRun } from "./cell-run.ts";
import type { ApiFault, SourceFault } from "./faults.ts";
import { makeEvents } from "./matrix-events.ts";
import { startStreamOrigin, startWebhookOrigin, type Origin } from "./origin.ts";

/** A fault, and a source. */
export interface Cell {
  readonly source: SourceName;
  /** The fault of the source; none by default. */
  readonly at?: SourceFault;
  /** The fault of the API; none by default. */
  readonly api?: ApiFault;
  /** `quick` shortens all waits. */
  readonly pace: "quick" | "system";
}

/** What came of it. */
export interface CellResult {
  readonly counts: RunReport;
  /** The exit codes of its runs. */
  readonly exits: readonly number[];
  /** The ids that the API has, each once. */
  readonly ids: readonly string[];
  /** How many events it stored, each time that they came. */
  readonly stored: number;
  /** Ids that it should have, and hasn't. */
  readonly missing: readonly string[];
  /** What the log says of the fault, or what the sender saw of it. */
  readonly said: string;
}

/** Compliance events are left out by default, in favour of the custom bounce of the same send. */
const mapperOptions: MapperOptions = { airship: { complianceBounce: "map" } };

const noSourceFault = {
  name: "",
  stream: { gzip: "always", faults: [], happens: "" },
  webhook: { happens: "" },
} as const satisfies SourceFault;

/** In memory where the system has that: a disk is waited for in each transaction. */
const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

const startOrigin = ({ source, at = noSourceFault, api }: Cell): Promise<Origin> => {
  const events = makeEvents(source, api?.hasBadEvent);
  return source === "webhook" ? startWebhookOrigin(events, at.webhook) : startStreamOrigin(source, events, at.stream);
};

const sum = (reports: readonly RunReport[]): RunReport => {
  const total = (count: Exclude<keyof RunReport, "skipped">): number =>
    reports.reduce((so, report) => so + report[count], 0);
  const skipped: Record<string, number> = {};
  for (const report of reports) {
    for (const [reason, count] of Object.entries(report.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
  }
  return {
    received: total("received"),
    delivered: total("delivered"),
    skipped,
    unrecognized: total("unrecognized"),
    invalid: total("invalid"),
    rejected: total("rejected"),
    undelivered: total("undelivered"),
    pending: total("pending"),
  };
};

/** What the log says first of the trouble of a subject. */
const firstOf = (subject: string, { warnings }: CellRun): string =>
  warnings.find((line) => line.startsWith(`${subject}: `))?.slice(subject.length + 2) ?? "";

/** Runs relays one after the other until everything is settled: two of them where the first one is refused. */
const runAll = async (
  { source, at, api: { downMs } = { name: "", happens: "" }, pace }: Cell,
  start: () => CellRun,
  { origin, api, count }: { readonly origin: Origin; readonly api: CellApi; readonly count: number },
): Promise<Pick<CellResult, "counts" | "exits"> & { readonly last: CellRun }> => {
  const runs: CellRun[] = [];
  const counts = (): RunReport => sum(runs.map(({ report }) => report()));
  const exits: number[] = [];
  const begin = async (): Promise<CellRun> => {
    const started = start();
    runs.push(started);
    await origin.begin(started);
    return started;
  };
  if (source !== "webhook" && at?.stream.isRefused === true) exits.push(await (await begin()).ended);
  const last = await begin();
  const limitMs = pace === "quick" ? 120_000 : 600_000;
  const wait = (isDone: () => boolean, what: string): Promise<void> =>
    until(isDone, what, limitMs).catch((error: unknown) => {
      throw new Error(`${String(error)} ${JSON.stringify(counts())} ${last.lines.join("; ")}`, { cause: error });
    });
  if (downMs !== undefined) {
    await wait(() => firstOf("destination", last) !== "", "the outage is noticed");
    await delay(downMs[pace]);
    await api.listen();
  }
  const isSettled = (): boolean => origin.isRead(counts()) && counts().pending === 0 && api.ids().length >= count;
  await wait(isSettled, "everything is settled");
  exits.push(await last.stop());
  return { counts: counts(), exits, last };
};

/** Runs a cell of the matrix: a relay inside this process, between servers on loopback that fail. */
export const runCell = async (cell: Cell, clock: Clock): Promise<CellResult> => {
  const { source, api: apiFault = { name: "", happens: "" }, pace } = cell;
  const folder = await mkdtemp(join(base, "relay-faults-"));
  const origin = await startOrigin(cell);
  const api = await startCellApi(apiFault);
  const settings: RunSettings = {
    ...origin.settings,
    to: api.url,
    state: join(folder, "state"),
    graceMs: 600_000,
    dedupe: 1_000,
    deadlineMs: apiFault.deadlineMs?.[pace] ?? 600_000,
    mapperOptions,
  };
  const all = deliverableIds(source, makeEvents(source), mapperOptions);
  const count = apiFault.hasBadEvent === true ? all.length - 1 : all.length;
  try {
    const { last, ...result } = await runAll(cell, () => startCellRun(settings, clock), { origin, api, count });
    const said =
      cell.at !== undefined && source === "webhook"
        ? origin.seen()
        : firstOf(cell.at === undefined ? "destination" : source, last);
    const ids = api.ids();
    return { ...result, said, ids, stored: api.stored(), missing: all.filter((id) => !ids.includes(id)) };
  } finally {
    await origin.close();
    await api.close();
    await rm(folder, { recursive: true });
  }
};
