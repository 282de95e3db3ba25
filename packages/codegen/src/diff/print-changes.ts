import type { Change } from "./change.ts";
import { compareBumps, largestBump } from "./judge-change.ts";

/** Where a change stands, as people write it. */
export const placeInWords = ({ file, pointer }: Change): string => (pointer === "" ? file : `${file}#${pointer}`);

const columns: readonly (readonly [string, (change: Change) => string])[] = [
  ["bump", (change) => change.bump],
  ["hurts", (change) => change.hurts],
  ["old data, new schema", (change) => change.oldDataUnderNew],
  ["new data, old schema", (change) => change.newDataUnderOld],
  ["change", (change) => change.change],
];

const pad = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join("  ")
    .trimEnd();

const printTable = (changes: readonly Change[]): readonly string[] => {
  const heads = columns.map(([head]) => head);
  const rows = changes.map((change) => columns.map(([, cell]) => cell(change)));
  const widths = heads.map((head, index) => Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const lines = changes.flatMap((change, index) => [
    pad(rows[index] ?? [], widths),
    `    ${placeInWords(change)}: ${change.detail}`,
  ]);
  return [pad(heads, widths), ...lines];
};

/** Writes changes as a table for a terminal, the largest bump first, with the bump they ask for together. */
export const printChanges = (changes: readonly Change[]): readonly string[] => {
  const bump = largestBump(changes);
  if (bump === undefined) return ["No changes."];
  const sorted = changes.toSorted((one, other) => compareBumps(other.bump, one.bump));
  const count = changes.length === 1 ? "1 change asks" : `${changes.length} changes ask`;
  return [...printTable(sorted), "", `${count} for a ${bump} version.`];
};
