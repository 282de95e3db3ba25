import { beforeAll, expect, it } from "vitest";
import { systemClock } from "../src/lifecycle/clock.ts";
import { sourceNames } from "../src/lifecycle/settings.ts";
import { apiFaults, sourceFaults } from "../src/testing/fault-matrix/faults.ts";
import { formatPage, type Row } from "../src/testing/fault-matrix/format-page.ts";
import { createQuickClock } from "../src/testing/fault-matrix/quick-clock.ts";
import { runCell, type Cell } from "../src/testing/fault-matrix/run-cell.ts";

/** `RUN_FAULTS=long` waits as long as the system does: outages of two minutes. */
const pace = process.env["RUN_FAULTS"] === "long" ? "system" : "quick";

/** A minute takes a second. */
const speed = 60;

const clock = pace === "quick" ? createQuickClock(speed) : systemClock;

const cells: readonly Cell[] = [
  ...sourceFaults.flatMap((at) => sourceNames.map((source): Cell => ({ source, at, pace }))),
  ...apiFaults.flatMap((api) => sourceNames.map((source): Cell => ({ source, api, pace }))),
];

const nameOf = ({ source, at, api }: Cell): string => `${source}: ${at?.name ?? `API: ${api?.name ?? ""}`}`;

/** Cells that run at the same time: they wait more than they work. */
const lanes = pace === "quick" ? 12 : cells.length;

const running = new Map<string, Promise<Row>>();

beforeAll(() => {
  const queue = cells.values();
  const next = async (): Promise<void> => {
    for (const cell of queue) {
      const row = runCell(cell, clock).then((result) => ({ cell, result }));
      running.set(nameOf(cell), row);
      await row.catch(() => undefined);
    }
  };
  return Promise.all(Array.from({ length: lanes }, next)).then(() => undefined);
}, 900_000);

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

it.each(cells.map((cell) => [nameOf(cell), cell] as const))("%s", async (name, { source, at, api }) => {
  const { counts, ids, stored, missing } = (await running.get(name))?.result ?? expect.fail("it didn't run");
  const { received, pending, delivered, skipped, unrecognized, invalid, rejected, undelivered } = counts;
  const refused = api?.hasBadEvent === true ? 1 : 0;
  const broken = (source === "webhook" && at?.webhook.setsAside) || 0;
  expect([missing.length, rejected, invalid, unrecognized, undelivered, pending]).toEqual([
    refused,
    refused,
    broken,
    0,
    0,
    0,
  ]);
  expect([ids.length, received]).toEqual([delivered, delivered + sumOf(skipped) + refused + broken]);
  if (api?.isStoredAgain !== "perhaps") expect(stored > ids.length).toBe(api?.isStoredAgain === true);
});

it("the page of docs has what came of each", async () => {
  const rows = await Promise.all(running.values());
  const inOrder = cells.flatMap((cell) => rows.filter((row) => row.cell === cell));
  await expect(formatPage(inOrder)).toMatchFileSnapshot("../../../docs/fault-matrix.md");
});
