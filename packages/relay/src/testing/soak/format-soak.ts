import { formatTable } from "../format-table.ts";
import type { Sample } from "./probed-run.ts";

/** A range of what was sampled. */
interface Range {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

type Measure = Exclude<keyof Sample, "at">;

const measures: readonly (readonly [Measure, string])[] = [
  ["heapMb", "heap, MB"],
  ["rssMb", "resident memory, MB"],
  ["timers", "timers"],
  ["handles", "handles"],
];

/** The range of one measure. */
export const rangeOf = (samples: readonly Sample[], measure: Measure): Range => {
  const values = samples.map((sample) => sample[measure]).toSorted((one, other) => one - other);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  return { least: at(0), median: at(0.5), most: at(1) };
};

/** The samples after the first fifth, in two halves. */
export const halvesOf = (samples: readonly Sample[]): readonly [readonly Sample[], readonly Sample[]] => {
  const warm = samples.slice(Math.floor(samples.length / 5));
  const half = warm.length >> 1;
  return [warm.slice(0, half), warm.slice(half)];
};

const show = ({ least, median, most }: Range): string => [least, median, most].map((n) => n.toFixed(0)).join(" / ");

/** Formats the page of docs that has the figures. */
export const formatSoak = (samples: readonly Sample[], counts: Readonly<Record<string, unknown>>): string => {
  const [first, second] = halvesOf(samples);
  const rows = measures.map(([measure, name]) => [name, show(rangeOf(first, measure)), show(rangeOf(second, measure))]);
  const seconds = samples.at(-1)?.at ?? 0;
  const table = [["", "first half", "second half"], ...rows];
  return `# A run for a while

**What**: what \`npx @email-events/relay run\` holds while both sources deliver 400 events a second through faults: streams that break every
few seconds, answers that are lost, requests that fail, and an outage of the API of ten seconds in each three minutes, for longer
than the deadline. After a garbage collection at each sample; least / median / most of each half, without the first fifth.

**Command**: \`RUN_SOAK=15 npx vitest run --project relay soak\` writes these figures.

Node ${process.version}, ${Math.round(seconds / 60)} minutes, ${samples.length} samples, ${String(counts["received"])} events received, ${String(counts["delivered"])} delivered

${formatTable(table)}`;
};
