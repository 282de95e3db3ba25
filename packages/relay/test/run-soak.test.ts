import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { formatSoak, halvesOf, rangeOf } from "../src/testing/soak/format-soak.ts";
import type { Sample } from "../src/testing/soak/probed-run.ts";

/** How long the soak takes, in minutes; `RUN_SOAK=15` is the long mode, and by default there is none. */
const minutes = Number(process.env["RUN_SOAK"] ?? 0);
const samples = 90;
const page = fileURLToPath(new URL("../../../docs/benchmarks/soak.md", import.meta.url));

describe("a run for a while", () => {
  it("is compared in two halves, without its beginning", () => {
    const sampleAt = (at: number): Sample => ({ at, rssMb: at, heapMb: 1, timers: 2, handles: 3 });
    const [first, second] = halvesOf(Array.from({ length: 10 }, (_, at) => sampleAt(at)));
    expect([first.map(({ at }) => at), second.map(({ at }) => at)]).toEqual([
      [2, 3, 4, 5],
      [6, 7, 8, 9],
    ]);
    expect(rangeOf(second, "rssMb")).toEqual({ least: 6, median: 8, most: 9 });
  });

  if (minutes === 0) return;

  it("holds no more at its end", { timeout: (minutes + 3) * 60_000 }, async () => {
    const { runSoak } = await import("../src/testing/soak/run-soak.ts");
    const { taken, accepted, exitCode, report, log } = await runSoak(minutes, samples);
    expect([exitCode, log.slice(-500)]).toEqual([0, expect.any(String)]);
    expect(report).toMatchObject({ rejected: 0, invalid: 0, undelivered: 0 });
    expect(accepted).toBeGreaterThanOrEqual(Number(report["delivered"]));
    await writeFile(page, formatSoak(taken, report));
    const [first, second] = halvesOf(taken);
    expect(rangeOf(second, "heapMb").median).toBeLessThan(1.1 * rangeOf(first, "heapMb").median + 1);
    expect(rangeOf(second, "rssMb").median).toBeLessThan(1.15 * rangeOf(first, "rssMb").median);
    for (const measure of ["timers", "handles"] as const) {
      expect(rangeOf(second, measure).median).toBeLessThanOrEqual(rangeOf(first, measure).median + 1);
      expect(rangeOf(second, measure).most).toBeLessThanOrEqual(rangeOf(first, measure).most + 10);
    }
  });
});
