/** Returns a race as a Markdown table, with ratios to its first contender. */
export const toSpeedTable = ({ names, title, of, ratio }) => {
  const [base] = names;
  const toRow = (name) => {
    const cells = [
      name,
      Math.round(of(name, "eventsPerSecond")).toLocaleString("en"),
      ratio(name, "eventsPerSecond", base).toFixed(2),
      ratio(name, "cpuMs", base).toFixed(2),
      `${Math.round(of(name, "memoryMb"))} MB`,
      `${Math.round(of(name, "stallMs"))} ms`,
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return [
    title,
    "",
    "| client | events/s | of the bare loop | CPU, of the bare loop | memory above start | longest stall |",
    "| --- | --- | --- | --- | --- | --- |",
    ...names.map(toRow),
  ].join("\n");
};
