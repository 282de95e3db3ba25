/** A number, and what it counts. */
export type CountRow = readonly [label: string, count: number];

/** Formats counts as a table without rules: labels at the left, numbers at the right. */
export const formatCounts = (rows: readonly CountRow[]): readonly string[] => {
  const cells = rows.map(([label, count]) => [label, count.toLocaleString("en")] as const);
  const labelWidth = Math.max(...cells.map(([label]) => label.length));
  const countWidth = Math.max(...cells.map(([, count]) => count.length));
  return cells.map(([label, count]) => `${label.padEnd(labelWidth)}  ${count.padStart(countWidth)}`);
};
