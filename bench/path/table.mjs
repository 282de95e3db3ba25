/** How many floors our ways may take at most. */
const most = { batches: 1.3, server: 1.7 };

const toRow = ({ kind, who, floor, way }) => {
  const cells = [
    kind,
    who,
    (way.cpuUs / floor.cpuUs).toFixed(2),
    (way.elapsedUs / floor.elapsedUs).toFixed(2),
    (who === "ours" && most[kind]?.toFixed(1)) || "",
    way.cpuUs.toFixed(1),
    way.elapsedUs.toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
};

/** The results as a Markdown table; ratios are to the floor in the same process. */
export const toTable = (title, results) =>
  [
    title,
    "",
    "| path | by | CPU, in floors | time, in floors | at most | CPU, us an event | time, us an event |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...results.map(toRow),
  ].join("\n");
