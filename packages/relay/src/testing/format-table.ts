/**
 * Formats a Markdown table as Prettier does, with the first row as its head.
 *
 * @param firstNumber - The first column of numbers, which are right-aligned; by default there is none.
 */
export const formatTable = (rows: readonly (readonly string[])[], firstNumber = Infinity): string => {
  const [columns = []] = rows;
  const widths = columns.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column >= firstNumber;
  const pad = (text: string, column: number): string =>
    isNumber(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  const rule = widths.map((width, column) => (isNumber(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  const toLine = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const [head = "", ...lines] = rows.map((row) => toLine(row.map(pad)));
  return [head, toLine(rule), ...lines].join("");
};
