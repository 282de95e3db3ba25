/** How much of the floor each way may take at most. */
const most = { "batches, ours": 1.3, "server, ours": 1.7 };

/** The results as a Markdown table; ratios are to the first of them. */
export const toTable = (title, results) => {
  const [floor] = results;
  const rows = results.map(({ name, elapsedUs, cpuUs }) => {
    const cells = [
      name,
      cpuUs.toFixed(2),
      (cpuUs / floor.cpuUs).toFixed(2),
      elapsedUs.toFixed(2),
      (elapsedUs / floor.elapsedUs).toFixed(2),
      most[name]?.toFixed(1) ?? "",
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    title,
    "",
    "| | CPU, us an event | of the floor | time, us an event | of the floor | at most |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
};
